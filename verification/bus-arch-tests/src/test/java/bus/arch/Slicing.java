package bus.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of the product that must not need each other in a circle. */
final class Slicing {

    private static final Pattern MODULE = Pattern.compile("bus\\.(idgen|observer)\\.\\w+|bus\\.\\w+|order\\.shop");

    static final SliceAssignment BY_MODULE = by("modules", Slicing::module);

    /** The packages of the API are one: it finds its providers itself, and they know its types. */
    static final SliceAssignment BY_PACKAGE =
            by("packages, those of the API as one", name -> name.equals("bus.api.spi") ? "bus.api" : name);

    private Slicing() {}

    /** The fixtures belong to the module whose name their package starts with, as in the other rules. */
    private static String module(String packageName) {
        Matcher matcher = MODULE.matcher(packageName);
        return matcher.lookingAt() ? matcher.group() : packageName;
    }

    private static SliceAssignment by(String description, UnaryOperator<String> slice) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                return SliceIdentifier.of(slice.apply(javaClass.getPackageName()));
            }

            @Override
            public String getDescription() {
                return description;
            }
        };
    }
}
