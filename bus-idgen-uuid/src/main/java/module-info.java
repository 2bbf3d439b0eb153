/**
 * UUIDs as ids, of the versions 1, 4, 6 and 7, by the library Java UUID Generator.
 *
 * <p>On the path it is found under the name {@code uuid}.
 *
 * @provides bus.api.spi.IdGeneratorProvider the id generator {@code uuid}
 */
module bus.idgen.uuid {
    requires bus.api;
    requires com.fasterxml.uuid;
    requires static org.jspecify;

    provides bus.api.spi.IdGeneratorProvider with
            bus.idgen.uuid.UuidIdGeneratorProvider;
}
