package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import bus.arch.Programs.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image of the order shop with the id generators that are in it, and with one that is put beside it. */
class ImageTest {

    @AutoClose
    private final Programs programs = new Programs();

    @ParameterizedTest
    @CsvSource({
        "snowflake, '[0-9A-Za-z]{16}'",
        "uuid, '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'"
    })
    void theImageHasTheGeneratorsThatAreModules(String name, String id) {
        Outcome shop = programs.start(Map.of(), Repository.ORDER_SHOP, "--id-generator", name);

        assertThat(shop.err()).isEmpty();
        assertThatEventsHave(id, shop);
    }

    @Test
    void theUlidJarsArePutBesideIt() throws IOException {
        Path beside = Files.createDirectory(programs.newFolder().resolve("beside the image"));
        for (Path jar : ProductJar.jarsOf("com.github.f4b6a3.ulid.Ulid", "bus.idgen.ulid.UlidIdGeneratorProvider")) {
            Files.copy(jar, beside.resolve(jar.getFileName()));
        }

        assertThatEventsHave(
                "[0-9A-HJKMNP-TV-Z]{26}",
                programs.start(
                        Map.of("JDK_JAVA_OPTIONS", "--module-path \"" + beside + "\""),
                        Repository.ORDER_SHOP,
                        "--id-generator",
                        "ulid"));
    }

    /**
     * Measured were 60.3 MB on JDK 17 and 73.8 on JDK 25; 15 percent more are left. The build prints how many there
     * are.
     */
    @Test
    void itIsSmall() throws IOException {
        long most = Runtime.version().feature() == 17 ? 69_000_000 : 85_000_000;
        try (Stream<Path> files = Files.walk(image())) {
            assertThat(files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum())
                    .isBetween(most / 2, most);
        }
    }

    @Test
    void itsClassesAreArchived() {
        Outcome shop = programs.start(
                Map.of("JDK_JAVA_OPTIONS", "-Xshare:on -Xlog:class+load"), Repository.ORDER_SHOP, "--quiet");

        assertThat(shop.status()).as(shop.err()).isZero();
        assertThat(shop.out()).contains("bus.core.CoreBus source: shared objects file");
    }

    private static Path image() {
        return Repository.ORDER_SHOP.getParent().getParent();
    }

    private static void assertThatEventsHave(String id, Outcome shop) {
        assertThat(shop.status()).as(shop.err()).isZero();
        assertThat(shop.out().lines().filter(line -> line.contains(" id=")))
                .hasSize(4)
                .allMatch(line -> line.matches(".* id=" + id + " tx=.*"));
    }
}
