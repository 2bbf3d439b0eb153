package bus.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a rule says of static fields: they are final, and hold what cannot change.
 *
 * <p>A type says so for values of the JDK that cannot change, for enums, and for classes of ours whose own fields are
 * all final. Whether a collection, an array or a lambda changes no type can say: these are named one by one.
 */
final class StaticState {

    private static final Set<String> UNCHANGEABLE = Set.of(
            String.class.getName(),
            Pattern.class.getName(),
            Duration.class.getName(),
            Instant.class.getName(),
            System.Logger.class.getName(),
            MethodHandle.class.getName(),
            StackWalker.class.getName());

    /** Fields whose type says nothing, each with the reason why it is all right. */
    static final Map<String, String> KNOWN = Map.of(
            "bus.idgen.snowflake.provider.SnowflakeIdGeneratorProvider.SHARED",
            "the only mutable state of the product: decision 0006",
            "bus.idgen.snowflake.Base62.DIGITS",
            "an array that nobody else has, and that is read alone",
            "bus.idgen.snowflake.Base62.FIRST_OF_PAIR",
            "an array that nobody else has, filled when its class is initialized, and read alone",
            "bus.idgen.snowflake.Base62.SECOND_OF_PAIR",
            "an array that nobody else has, filled when its class is initialized, and read alone",
            "bus.api.Plugin.SERVICES",
            "a list made by List.of",
            "bus.core.CallSites.OURS",
            "a set made by Set.of",
            "bus.core.Parcel.UNCHANGED",
            "a lambda that holds nothing",
            "bus.testkit.IdGeneratorContract.SYSTEM_CLOCK",
            "the clock of the JDK");

    static final ArchCondition<JavaField> BE_FINAL_AND_UNCHANGEABLE = new ArchCondition<>("be final and unchangeable") {
        @Override
        public void check(JavaField item, ConditionEvents events) {
            boolean constant = item.getModifiers().contains(JavaModifier.FINAL)
                    && (isUnchangeable(item.getRawType()) || KNOWN.containsKey(item.getFullName()));
            events.add(new SimpleConditionEvent(
                    item, constant, "Field <" + item.getFullName() + "> is " + (constant ? "" : "not ") + "constant"));
        }
    };

    private StaticState() {}

    static boolean isUnchangeable(JavaClass type) {
        return type.isPrimitive()
                || type.isEnum()
                || UNCHANGEABLE.contains(type.getName())
                || isOurs(type) && !type.isInterface() && hasFinalFieldsAlone(type);
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith("bus.");
    }

    private static boolean hasFinalFieldsAlone(JavaClass type) {
        return type.getAllFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL));
    }
}
