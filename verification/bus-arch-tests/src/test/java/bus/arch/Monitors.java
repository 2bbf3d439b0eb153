package bus.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.spi.ToolProvider;

/** What a rule says of {@code synchronized} blocks, which ArchUnit does not see: {@code javap} does. */
final class Monitors {

    static final ArchCondition<JavaClass> ENTER_NO_MONITOR = new ArchCondition<>("enter no monitor") {
        @Override
        public void check(JavaClass item, ConditionEvents events) {
            boolean entered = code(item).lines().anyMatch(line -> line.endsWith(": monitorenter"));
            events.add(new SimpleConditionEvent(
                    item, !entered, "Class <" + item.getName() + "> enters " + (entered ? "a" : "no") + " monitor"));
        }
    };

    private static final ToolProvider JAVAP = ToolProvider.findFirst("javap").orElseThrow();

    private Monitors() {}

    /** Returns the instructions of all methods, also of those that lambdas are compiled to. */
    private static String code(JavaClass type) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        int status = JAVAP.run(
                writer,
                writer,
                "-c",
                "-p",
                type.getSource().orElseThrow().getUri().toString());
        writer.flush();
        if (status != 0 || !out.toString().contains(type.getName())) {
            throw new AssertionError("javap must print the class: type=" + type.getName() + ", out=" + out);
        }
        return out.toString();
    }
}
