package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares what users see of the packaged jars with what is written down, so that no change of it goes unseen.
 *
 * <p>{@code mvn verify -Dapi.write=true} writes it down anew.
 */
class PublicApiTest {

    private static final Path FILES = Repository.ROOT.resolve("verification/bus-arch-tests/src/test/resources/api");

    static Stream<Arguments> exportedPackages() {
        return Stream.of(ProductJar.values())
                .filter(jar -> jar != ProductJar.ORDER_SHOP) // an application
                .flatMap(jar -> jar.descriptor().exports().stream().map(it -> arguments(it.source(), jar)));
    }

    private static Path file(String packageName) {
        return FILES.resolve(packageName + ".txt");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exportedPackages")
    void usersSeeWhatIsWrittenDown(String packageName, ProductJar jar) throws IOException {
        String api = PublicApi.of(jar, packageName);
        if (Boolean.getBoolean("api.write")) {
            Files.writeString(file(packageName), api);
        }

        assertThat(api)
                .as("the public API of %s; where the change is meant, run mvn verify -Dapi.write=true", packageName)
                .isEqualTo(Files.exists(file(packageName)) ? Files.readString(file(packageName)) : "");
    }

    @Test
    void eachFileIsThatOfAnExportedPackage() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(exportedPackages()
                            .map(it -> file((String) it.get()[0]))
                            .toList());
        }
    }
}
