package bus.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** What rules say of packages, which ArchUnit has no words for. */
final class Packages {

    /** The packages that have a class among those that were imported. */
    static final ClassesTransformer<JavaPackage> OF_CLASSES = new AbstractClassesTransformer<>("packages") {
        @Override
        public Set<JavaPackage> doTransform(JavaClasses classes) {
            return classes.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        }
    };

    static final ArchCondition<JavaPackage> BE_NULL_MARKED = new ArchCondition<>("be @NullMarked") {
        @Override
        public void check(JavaPackage item, ConditionEvents events) {
            boolean marked = item.isAnnotatedWith(NullMarked.class);
            events.add(new SimpleConditionEvent(
                    item, marked, "Package <" + item.getName() + "> is " + (marked ? "" : "not ") + "@NullMarked"));
        }
    };

    private Packages() {}
}
