package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Provides;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads the descriptors out of the packaged jars: ArchUnit does not see them. */
class DescriptorTest {

    /** Set by the build, so that the golden texts need not change with each version. */
    private static final String VERSION = System.getProperty("project.version");

    /** One directive a line, sorted; what the compiler adds by itself is left out. */
    private static String text(ModuleDescriptor descriptor) {
        List<String> lines = new ArrayList<>();
        descriptor.exports().forEach(it -> lines.add("exports " + it.source() + targets(it.targets())));
        descriptor.opens().forEach(it -> lines.add("opens " + it.source() + targets(it.targets())));
        descriptor.requires().stream()
                .filter(it -> !it.modifiers().contains(ModuleDescriptor.Requires.Modifier.MANDATED))
                .forEach(it -> lines.add("requires "
                        + it.modifiers().stream()
                                .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
                                .sorted()
                                .collect(Collectors.joining())
                        + it.name()));
        descriptor.uses().forEach(it -> lines.add("uses " + it));
        descriptor.provides().forEach(it -> lines.add("provides " + it.service() + " with " + it.providers()));
        lines.sort(null);
        String kind = (descriptor.isOpen() ? "open " : "") + (descriptor.isAutomatic() ? "automatic " : "");
        return kind + "module " + descriptor.toNameAndVersion() + "\n" + String.join("\n", lines) + "\n";
    }

    private static String targets(Set<String> targets) {
        return targets.isEmpty() ? "" : " to " + targets;
    }

    @ParameterizedTest
    @EnumSource
    void aDescriptorIsAsItIsWrittenDown(ProductJar jar) throws IOException {
        try (InputStream golden = DescriptorTest.class.getResourceAsStream("/descriptors/" + jar.module() + ".txt")) {
            assertThat(text(jar.descriptor()))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("${project.version}", VERSION));
        }
    }

    @ParameterizedTest
    @EnumSource
    void providesEqualsTheServicesFiles(ProductJar jar) throws IOException {
        Map<String, List<String>> inFiles = new TreeMap<>();
        try (JarFile file = new JarFile(jar.path().toFile())) {
            for (var entry : file.stream()
                    .filter(it -> it.getName().startsWith("META-INF/services/") && !it.isDirectory())
                    .toList()) {
                String text = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                inFiles.put(
                        entry.getName().substring("META-INF/services/".length()),
                        text.lines().toList());
            }
        }
        assertThat(inFiles)
                .isEqualTo(jar.descriptor().provides().stream()
                        .collect(Collectors.toMap(Provides::service, Provides::providers)));
    }

    @ParameterizedTest
    @EnumSource
    void noProviderStandsInAnExportedPackage(ProductJar jar) {
        Set<String> exported =
                jar.descriptor().exports().stream().map(Exports::source).collect(Collectors.toSet());
        assertThat(jar.descriptor().provides().stream()
                        .flatMap(it -> it.providers().stream())
                        .map(provider -> provider.substring(0, provider.lastIndexOf('.'))))
                .noneMatch(exported::contains);
    }

    @Test
    void noPackageIsSplitBetweenModules() {
        List<String> packages = new ArrayList<>();
        for (ProductJar jar : ProductJar.values()) {
            packages.addAll(jar.descriptor().packages());
        }
        assertThat(packages).doesNotHaveDuplicates();
    }
}
