package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The BOM, as it is published, manages the artifacts of the product and nothing else, at the version of the project.
 */
class BomTest {

    private static final Pom PROJECT = Pom.written("");
    private static final Pom BOM = Pom.published("bus-bom");

    private static List<Pom> managed() {
        return BOM.at("dependencyManagement", "dependencies").children("dependency");
    }

    @Test
    void itNamesTheArtifactsOfTheProductAndNoOther() {
        assertThat(managed().stream().map(it -> it.text("artifactId")))
                .containsExactly(
                        "bus-api",
                        "bus-core",
                        "bus-idgen-snowflake",
                        "bus-idgen-ulid",
                        "bus-idgen-uuid",
                        "bus-testkit",
                        "bus-observer-jfr",
                        "bus-observer-micrometer");
    }

    /** Whoever adds a module decides here whether it is one of the product. */
    @Test
    void theArtifactsOfTheProductAreThoseOutsideOfExamplesAndVerification() {
        List<String> modules = Pom.publishedFolders().stream()
                .filter(module -> !module.equals("bus-bom"))
                .map(module -> Pom.written(module).text("artifactId"))
                .toList();

        assertThat(managed().stream().map(it -> it.text("artifactId"))).containsExactlyElementsOf(modules);
    }

    @Test
    void allHaveTheGroupAndTheVersionOfTheProject() {
        assertThat(BOM.text("groupId")).isEqualTo(PROJECT.text("groupId"));
        assertThat(BOM.text("version")).isEqualTo(PROJECT.text("version"));
        assertThat(managed()).allSatisfy(it -> {
            assertThat(it.text("groupId")).isEqualTo(PROJECT.text("groupId"));
            assertThat(it.text("version")).isEqualTo("${project.version}");
            assertThat(it.children("scope")).isEmpty();
            assertThat(it.children("type")).isEmpty();
            assertThat(it.children("classifier")).isEmpty();
        });
    }

    @Test
    void nothingOfTheParentComesWithIt() {
        assertThat(BOM.text("packaging")).isEqualTo("pom");
        assertThat(BOM.text("url")).isEqualTo(PROJECT.text("url"));
        for (String name : List.of("parent", "dependencies", "properties", "build", "profiles")) {
            assertThat(BOM.children(name)).as(name).isEmpty();
        }
    }
}
