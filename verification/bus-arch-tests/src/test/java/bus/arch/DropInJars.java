package bus.arch;

import static bus.arch.Programs.path;

import java.nio.file.Path;
import java.util.Map;

/** Makes a modular application that requires the API alone, and the jars that are dropped in beside it. */
final class DropInJars {

    private static final String SERVICE = "bus.api.spi.IdGeneratorProvider";
    private static final Path API = ProductJar.API.path();

    /** Prints the id of an event, or the error of the bus; an argument is the name of the id generator. */
    private static final String APPLICATION = """
            package app;

            import bus.api.Bus;
            import bus.api.BusException;

            public final class Main {
                public static void main(String[] names) {
                    try {
                        Bus bus = names.length == 0 ? Bus.create() : Bus.builder().idGenerator(names[0]).build();
                        bus.registerTopics("order.created");
                        System.out.print(bus.emit("order.created", "apples").id());
                    } catch (BusException e) {
                        System.out.print(e.getMessage());
                    }
                }
            }
            """;

    private final Programs programs;

    DropInJars(Programs programs) {
        this.programs = programs;
    }

    /** Makes the application: the class {@code app.Main} in the module {@code app}. */
    Path application() {
        return application(APPLICATION);
    }

    /** Makes an application with another main class. */
    Path application(String main) {
        Path classes = programs.compile(
                Map.of("module-info.java", "module app { requires bus.api; }", "app/Main.java", main),
                "--module-path",
                path(API));
        return programs.jar("app.jar", classes, Map.of());
    }

    /** Makes a jar as somebody else would: a module with a provider, and a services file. */
    Path provider(String module, String nameMethod, String create) {
        String source = "package " + module + ";\n"
                + "public final class Provider implements " + SERVICE + " {\n"
                + "    public Provider() {}\n"
                + "    @Override " + nameMethod + "\n"
                + "    @Override public bus.api.IdGenerator create(bus.api.spi.IdGeneratorSettings settings) { "
                + create
                + " }\n}\n";
        String descriptor =
                "module " + module + " { requires bus.api; provides " + SERVICE + " with " + module + ".Provider; }";
        Path classes = programs.compile(
                Map.of("module-info.java", descriptor, module + "/Provider.java", source), "--module-path", path(API));
        return programs.jar(module + ".jar", classes, Map.of(SERVICE, module + ".Provider"));
    }

    /** Makes a provider whose name is an expression, and whose ids are the name of its module. */
    Path named(String module, String name) {
        return provider(module, "public String name() { return " + name + "; }", "return () -> \"" + module + "\";");
    }

    /** Makes a provider that cannot be made. */
    Path broken() {
        return provider(
                "broken",
                "public String name() { return \"broken\"; } { if (true) throw new IllegalStateException(\"no jar\"); }",
                "return () -> \"broken\";");
    }
}
