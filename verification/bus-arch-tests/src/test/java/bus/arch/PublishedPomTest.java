package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The POMs, as they are published, say what Maven Central demands, and need no POM that is not published. */
class PublishedPomTest {

    private static final Pom REACTOR = Pom.written("");
    private static final List<String> FOLDERS = Pom.publishedFolders();

    /** Returns group, artifact, scope and type of the dependencies that users of the module get. */
    private static List<String> dependencies(Pom pom) {
        return pom.children("dependencies").stream()
                .flatMap(all -> all.children("dependency").stream())
                .map(it -> String.join(
                        ":",
                        it.text("groupId"),
                        it.text("artifactId"),
                        textOr(it, "scope", "compile"),
                        textOr(it, "type", "jar"),
                        textOr(it, "optional", "false")))
                .filter(it -> !it.contains(":test:"))
                .toList();
    }

    private static String textOr(Pom pom, String name, String absent) {
        return pom.children(name).isEmpty() ? absent : pom.text(name);
    }

    @ParameterizedTest
    @FieldSource("FOLDERS")
    void itNeedsNoOtherPom(String folder) {
        Pom pom = Pom.published(folder);

        assertThat(Stream.of(
                                "parent",
                                "modules",
                                "properties",
                                "build",
                                "profiles",
                                "repositories",
                                "pluginRepositories")
                        .filter(name -> !pom.children(name).isEmpty()))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FOLDERS")
    void itSaysWhatMavenCentralDemands(String folder) {
        Pom pom = Pom.published(folder);

        for (String name : List.of("groupId", "artifactId", "version", "name", "description", "url")) {
            assertThat(pom.text(name)).as(name).isNotEmpty();
        }
        for (String name : List.of("groupId", "version", "url", "licenses", "developers")) {
            assertThat(pom.text(name)).as(name).isEqualTo(REACTOR.text(name));
        }
        for (String name : List.of("connection", "developerConnection", "url")) {
            assertThat(pom.text("scm", name)).as(name).isEqualTo(REACTOR.text("scm", name));
        }
        assertThat(pom.text("description")).as("description of its own").isNotEqualTo(REACTOR.text("description"));
    }

    @ParameterizedTest
    @FieldSource("FOLDERS")
    void itBringsWhatItsModuleDeclaresAndNothingOfItsTests(String folder) {
        assertThat(dependencies(Pom.published(folder)))
                .containsExactlyElementsOf(dependencies(Pom.written(folder)))
                .noneMatch(it -> it.contains(":test"));
    }

    @ParameterizedTest
    @FieldSource("FOLDERS")
    void everyDependencyHasAFixedVersion(String folder) {
        Pom pom = Pom.published(folder);

        assertThat(pom.children("dependencies").stream().flatMap(all -> all.children("dependency").stream()))
                .allSatisfy(it -> assertThat(it.text("version"))
                        .as(it.text("artifactId"))
                        .matches(
                                it.text("groupId").equals(pom.text("groupId"))
                                        ? pom.text("version")
                                        : "[0-9][0-9A-Za-z.-]*"));
    }

    @Test
    void examplesAndVerificationAreNotPublished() {
        assertThat(REACTOR.text("properties", "maven.deploy.skip")).isEqualTo("true");
        assertThat(Pom.otherFolders())
                .isNotEmpty()
                .allSatisfy(folder -> assertThat(Pom.written(folder).children("properties").stream()
                                .flatMap(properties -> properties.children("maven.deploy.skip").stream()))
                        .isEmpty());
    }

    @Test
    void theRestIs() {
        assertThat(FOLDERS)
                .contains("bus-bom", "bus-api", "bus-core")
                .allSatisfy(folder -> assertThat(Pom.written(folder).text("properties", "maven.deploy.skip"))
                        .isEqualTo("false"));
    }
}
