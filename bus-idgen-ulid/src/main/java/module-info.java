/**
 * ULIDs as ids: 26 characters that hold a time and random bits, by the library ULID Creator.
 *
 * <p>On the path it is found under the name {@code ulid}.
 *
 * @provides bus.api.spi.IdGeneratorProvider the id generator {@code ulid}
 */
module bus.idgen.ulid {
    requires bus.api;
    requires com.github.f4b6a3.ulid;
    requires static org.jspecify;

    provides bus.api.spi.IdGeneratorProvider with
            bus.idgen.ulid.UlidIdGeneratorProvider;
}
