package bus.arch;

import static bus.arch.Programs.path;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Makes jars as somebody else would: a module with a provider of id generators, and a services file. */
final class ProviderJars {

    static final String SERVICE = "bus.api.spi.IdGeneratorProvider";

    private final Programs programs;

    ProviderJars(Programs programs) {
        this.programs = programs;
    }

    /** Makes one whose name, and whose ids, are the name of its module. */
    Path named(String module) {
        return named(module, "\"" + module + "\"");
    }

    /** Makes one whose name is the value of this expression. */
    Path named(String module, String name) {
        return of(module, "public String name() { return " + name + "; }", "return () -> \"" + module + "\";");
    }

    /**
     * Makes one with this method for its name, and this body of its {@code create}; it may require a {@link #library}.
     */
    Path of(String module, String nameMethod, String create, Path... required) {
        String requires = required.length == 0 ? "" : "requires library; ";
        String descriptor = "module " + module + " { requires bus.api; " + requires + "provides " + SERVICE + " with "
                + module + ".Provider; }";
        Path[] modules = Stream.concat(Stream.of(ProductJar.API.path()), Stream.of(required))
                .toArray(Path[]::new);
        Path classes = programs.compile(
                Map.of("module-info.java", descriptor, module + "/Provider.java", source(module, nameMethod, create)),
                "--module-path",
                path(modules));
        return programs.jar(module + ".jar", classes, Map.of(SERVICE, module + ".Provider"));
    }

    /** Makes one without a descriptor, whose name, and whose ids, are that of its automatic module. */
    Path automatic(String module) {
        String name = "\"" + module + "\"";
        String source = source(module, "public String name() { return " + name + "; }", "return () -> " + name + ";");
        Path classes = programs.compile(Map.of(module + "/Provider.java", source), "-cp", path(ProductJar.API.path()));
        return programs.jar(module + ".jar", classes, Map.of(SERVICE, module + ".Provider"));
    }

    private static String source(String module, String nameMethod, String create) {
        return "package " + module + ";\n"
                + "public final class Provider implements " + SERVICE + " {\n"
                + "    public Provider() {}\n"
                + "    @Override " + nameMethod + "\n"
                + "    @Override public bus.api.IdGenerator create(bus.api.spi.IdGeneratorSettings settings) { "
                + create
                + " }\n}\n";
    }

    /** Makes a module {@code library} that such a provider may require. */
    Path library(String version) {
        Path classes = programs.compile(Map.of(
                "module-info.java",
                "module library { exports library; }",
                "library/Library.java",
                "package library; public final class Library { private Library() {}"
                        + " public static String version() { return \"" + version + "\"; } }"));
        return programs.jar("library.jar", classes, Map.of());
    }
}
