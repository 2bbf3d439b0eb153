package bus.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What rules say of the types in signatures, with all that stands in their angle brackets. */
final class Signatures {

    private static final Set<String> OPTIONALS = Set.of(
            Optional.class.getName(),
            OptionalInt.class.getName(),
            OptionalLong.class.getName(),
            OptionalDouble.class.getName());

    /** For fields and code units, each as ArchUnit gives it. */
    static final ArchCondition<JavaMember> NOT_TAKE_OR_HOLD_AN_OPTIONAL =
            new ArchCondition<>("not take or hold an Optional") {
                @Override
                public void check(JavaMember item, ConditionEvents events) {
                    Stream<? extends JavaType> types = item instanceof JavaCodeUnit unit
                            ? unit.getParameterTypes().stream()
                            : Stream.of(((JavaField) item).getType());
                    rawTypes(types)
                            .filter(type -> OPTIONALS.contains(type.getName()))
                            .forEach(type -> events.add(violated(item, "takes or holds", type)));
                }
            };

    private Signatures() {}

    /** For public types: whatever a caller or a subclass sees of them is something that it can name. */
    static ArchCondition<JavaClass> showNothingBut(Predicate<JavaClass> known) {
        return new ArchCondition<>("show nothing but what users can name") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                Stream<JavaType> ancestors =
                        Stream.concat(item.getSuperclass().stream(), item.getInterfaces().stream());
                rawTypes(Stream.concat(ancestors, bounds(item.getTypeParameters().stream())))
                        .filter(type -> !known.test(type))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                item, "Class <" + item.getName() + "> shows <" + type.getName() + ">")));
                item.getMembers().stream()
                        .filter(Signatures::isVisible)
                        .forEach(member -> rawTypes(types(member))
                                .filter(type -> !known.test(type))
                                .forEach(type -> events.add(violated(member, "shows", type))));
            }
        };
    }

    /** Tells whether users outside its package can name a type, as far as modifiers say. */
    static boolean isPublicWithAllAroundIt(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass()
                        .map(Signatures::isPublicWithAllAroundIt)
                        .orElse(true);
    }

    private static boolean isVisible(HasModifiers member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }

    private static Stream<? extends JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream(),
                        bounds(unit.getTypeParameters().stream()))
                .flatMap(types -> types);
    }

    private static Stream<JavaType> bounds(Stream<? extends JavaTypeVariable<?>> parameters) {
        return parameters.flatMap(parameter -> parameter.getUpperBounds().stream());
    }

    /** Arrays count as what they are made of. */
    private static Stream<JavaClass> rawTypes(Stream<? extends JavaType> types) {
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(type -> !type.isPrimitive())
                .distinct();
    }

    private static ConditionEvent violated(JavaMember member, String does, JavaClass type) {
        return SimpleConditionEvent.violated(
                member, "Member <" + member.getFullName() + "> " + does + " <" + type.getName() + ">");
    }
}
