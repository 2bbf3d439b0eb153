package bus.arch;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Other event buses that programs of the guide import, with the jars that these need to run. */
enum Peers {
    GUAVA(
            "com.google.common.eventbus",
            "com.google.common.eventbus.EventBus",
            "com.google.common.util.concurrent.internal.InternalFutureFailureAccess"),
    GREENROBOT("org.greenrobot.eventbus", "org.greenrobot.eventbus.EventBus"),
    SPRING(
            "org.springframework",
            "org.springframework.context.ApplicationContext",
            "org.springframework.core.SpringVersion",
            "org.springframework.beans.factory.BeanFactory",
            "org.springframework.aop.Pointcut",
            "org.springframework.expression.Expression",
            "org.apache.commons.logging.LogFactory",
            "io.micrometer.observation.Observation",
            "io.micrometer.common.KeyValue");

    private final String packageName;
    private final String[] classes;

    Peers(String packageName, String... classes) {
        this.packageName = packageName;
        this.classes = classes;
    }

    /** Returns the jars of the peers of which a program imports something. */
    static Path[] importedBy(String program) {
        return Stream.of(values())
                .filter(peer -> program.contains("import " + peer.packageName))
                .flatMap(peer -> Stream.of(ProductJar.jarsOf(peer.classes)))
                .toArray(Path[]::new);
    }
}
