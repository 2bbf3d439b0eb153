package bus.arch;

import static bus.arch.Programs.path;

import java.nio.file.Path;
import java.util.Map;

/** Makes a modular application that requires the API alone, and the jars that are dropped in beside it. */
final class DropInJars {

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

    /** Makes the other providers. */
    final ProviderJars providers;

    private final Programs programs;

    DropInJars(Programs programs) {
        this.programs = programs;
        providers = new ProviderJars(programs);
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

    /** Makes a provider that cannot be made. */
    Path broken() {
        return providers.of(
                "broken",
                "public String name() { return \"broken\"; } { if (true) throw new IllegalStateException(\"no jar\"); }",
                "return () -> \"broken\";");
    }
}
