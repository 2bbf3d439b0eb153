package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the picture of the modules in the README to their descriptors. */
class ModulesPictureTest {

    private static final Pattern ARROW =
            Pattern.compile("\\w+\\[\"([\\w.]+)\"] (-->|-\\. finds \\.->) \\w+\\[\"([\\w.]+)\"]");

    private static final Set<String> OURS =
            Stream.of(ProductJar.values()).map(ProductJar::module).collect(Collectors.toSet());

    private static List<String> arrows(String kind) throws IOException {
        List<String> lines = Block.inAllDocuments().stream()
                .filter(block -> block.language().equals("mermaid"))
                .flatMap(block -> block.text().lines().skip(1))
                .toList();
        assertThat(lines).allMatch(line -> ARROW.matcher(line.strip()).matches());
        return lines.stream()
                .map(line -> ARROW.matcher(line.strip()).results().findFirst().orElseThrow())
                .filter(arrow -> arrow.group(2).equals(kind))
                .map(arrow -> arrow.group(1) + " " + arrow.group(3))
                .toList();
    }

    private static Stream<ModuleDescriptor> descriptors() {
        return Stream.of(ProductJar.values()).map(ProductJar::descriptor);
    }

    @Test
    void linesAreWhatModulesRequireOfEachOther() throws IOException {
        assertThat(arrows("-->"))
                .containsExactlyInAnyOrderElementsOf(descriptors()
                        .flatMap(module -> module.requires().stream()
                                .filter(required -> OURS.contains(required.name()))
                                .map(required -> module.name() + " " + required.name()))
                        .toList());
    }

    @Test
    void dotsAreTheProvidersThatAreFound() throws IOException {
        assertThat(arrows("-. finds .->"))
                .containsExactlyInAnyOrderElementsOf(descriptors()
                        .filter(module -> !module.provides().isEmpty())
                        .map(module -> "bus.api " + module.name())
                        .toList());
    }
}
