package bus.arch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.FailureReport;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Evaluates {@link LayerRules} on the product, and on classes that break them. */
class LayerRulesTest {

    private static final Pattern NAMED = Pattern.compile("<((?:[^<>]|<init>)+)>");
    private static final Map<String, ArchRule> CONSTANTS = constants();
    private static final JavaClasses LIBRARY = classesOf(
            ProductJar.API,
            ProductJar.CORE,
            ProductJar.SNOWFLAKE,
            ProductJar.ULID,
            ProductJar.UUID,
            ProductJar.TESTKIT,
            ProductJar.OBSERVER_JFR,
            ProductJar.OBSERVER_MICROMETER);
    private static final JavaClasses LIBRARY_AND_SHOP = classesOf(ProductJar.values());
    private static final JavaClasses FIXTURES = new ClassFileImporter()
            .importPackages(
                    "bus.api.fixture",
                    "bus.core.fixture",
                    "bus.idgen.snowflake.fixture",
                    "bus.idgen.ulid.fixture",
                    "bus.idgen.uuid.fixture",
                    "bus.idgen.sibling.fixture",
                    "bus.testkit.fixture",
                    "bus.observer.jfr.fixture",
                    "bus.observer.micrometer.fixture",
                    "order.shop.fixture");

    /** A little less than there are. */
    private static final Map<String, Long> LEAST_CLASSES = Map.of(
            "bus-api",
            60L,
            "bus-core",
            40L,
            "bus-idgen-snowflake",
            6L,
            "bus-idgen-ulid",
            2L,
            "bus-idgen-uuid",
            2L,
            "bus-testkit",
            15L,
            "bus-observer-jfr",
            10L,
            "bus-observer-micrometer",
            6L,
            "order-shop",
            15L);

    private static JavaClasses classesOf(ProductJar... jars) {
        return new ClassFileImporter()
                .importLocations(Stream.of(jars)
                        .map(jar -> Location.of(URI.create("jar:" + jar.path().toUri() + "!/")))
                        .toList());
    }

    /** Each rule with the classes that it is for, and all that its report names. */
    static Stream<Arguments> rules() {
        return Stream.of(
                rule(
                        "THE_API_KNOWS_THE_JDK_ALONE",
                        LIBRARY,
                        "bus.api.fixture.NeedsCore.core()",
                        "bus.api.fixture.NeedsLibrary.library()",
                        "bus.api.fixture.ShowsHidden.core()"),
                rule(
                        "THE_CORE_KNOWS_THE_API_ALONE",
                        LIBRARY,
                        "bus.core.fixture.NeedsIdGenerator.generator()",
                        "bus.core.fixture.NeedsLibrary.library()"),
                rule(
                        "SNOWFLAKE_KNOWS_THE_API_ALONE",
                        LIBRARY,
                        "bus.idgen.snowflake.fixture.Circle.other()",
                        "bus.idgen.snowflake.fixture.NeedsCore.core()",
                        "bus.idgen.snowflake.fixture.NeedsLibrary.library()",
                        "bus.idgen.snowflake.fixture.NeedsSibling.sibling()"),
                rule(
                        "ULID_KNOWS_THE_API_AND_ITS_LIBRARY",
                        LIBRARY,
                        "bus.idgen.ulid.fixture.NeedsCore.core()",
                        "bus.idgen.ulid.fixture.NeedsLibrary.library()"),
                rule(
                        "UUID_KNOWS_THE_API_AND_ITS_LIBRARY",
                        LIBRARY,
                        "bus.idgen.uuid.fixture.NeedsCore.core()",
                        "bus.idgen.uuid.fixture.NeedsLibrary.library()"),
                rule(
                        "ID_GENERATORS_DO_NOT_KNOW_EACH_OTHER",
                        LIBRARY,
                        "bus.idgen.sibling.fixture.Circle.other()",
                        "bus.idgen.snowflake.fixture.Circle.other()",
                        "bus.idgen.snowflake.fixture.NeedsSibling.sibling()"),
                rule(
                        "THE_TESTKIT_KNOWS_THE_API_AND_JUNIT",
                        LIBRARY,
                        "bus.testkit.fixture.NeedsCore.core()",
                        "bus.testkit.fixture.NeedsLibrary.library()",
                        "bus.testkit.fixture.ShowsHidden.library()"),
                rule(
                        "THE_JFR_OBSERVER_KNOWS_THE_API_AND_THE_RECORDER",
                        LIBRARY,
                        "bus.observer.jfr.fixture.NeedsCore.core()",
                        "bus.observer.jfr.fixture.NeedsLibrary.library()"),
                rule(
                        "THE_MICROMETER_OBSERVER_KNOWS_THE_API_AND_MICROMETER",
                        LIBRARY,
                        "bus.observer.micrometer.fixture.NeedsCore.core()",
                        "bus.observer.micrometer.fixture.ShowsHidden.library()"),
                rule(
                        "THE_ORDER_SHOP_KNOWS_THE_API_AND_THE_OBSERVER_THAT_IT_CHOOSES",
                        LIBRARY_AND_SHOP,
                        "order.shop.fixture.NeedsCore.core()",
                        "order.shop.fixture.NeedsIdGenerator.generator()"),
                rule(
                        "MODULES_HAVE_NO_CYCLES",
                        LIBRARY_AND_SHOP,
                        "bus.idgen.sibling.fixture.Circle.other()",
                        "bus.idgen.snowflake.fixture.Circle.other()",
                        "bus.idgen.snowflake.fixture.NeedsSibling.sibling()"),
                rule(
                        "PACKAGES_HAVE_NO_CYCLES",
                        LIBRARY_AND_SHOP,
                        "bus.idgen.sibling.fixture.Circle.other()",
                        "bus.idgen.snowflake.fixture.Circle.other()",
                        "bus.idgen.snowflake.fixture.NeedsSibling.sibling()",
                        "bus.testkit.fixture.Outer.inner()",
                        "bus.testkit.fixture.inner.Inner.outer()"),
                rule(
                        "NOTHING_BUT_PROVIDERS_IS_PUBLIC_WHERE_NOTHING_IS_EXPORTED",
                        LIBRARY,
                        "bus.core.fixture.PublicHelper",
                        "bus.core.fixture.PublicHelper$ProtectedHelper",
                        "bus.idgen.uuid.fixture.PublicHelper",
                        "bus.observer.jfr.fixture.PublicHelper"),
                rule(
                        "THE_API_SHOWS_WHAT_USERS_CAN_NAME",
                        LIBRARY,
                        "bus.api.fixture.ShowsHidden$Bounded",
                        "bus.api.fixture.ShowsHidden$Extending",
                        "bus.api.fixture.ShowsHidden$Implementing",
                        "bus.api.fixture.ShowsHidden$ShowingUnseen.unseen()",
                        "bus.api.fixture.ShowsHidden.<init>(bus.api.fixture.Hidden)",
                        "bus.api.fixture.ShowsHidden.FIELD",
                        "bus.api.fixture.ShowsHidden.bounded(java.lang.Comparable)",
                        "bus.api.fixture.ShowsHidden.core()",
                        "bus.api.fixture.ShowsHidden.returned()",
                        "bus.api.fixture.ShowsHidden.taken(java.util.List)",
                        "bus.api.fixture.ShowsHidden.throwing()"),
                rule(
                        "SNOWFLAKE_SHOWS_WHAT_USERS_CAN_NAME",
                        LIBRARY,
                        "bus.idgen.snowflake.fixture.Circle.other()",
                        "bus.idgen.snowflake.fixture.ShowsHidden.hidden()"),
                rule(
                        "THE_TESTKIT_SHOWS_WHAT_USERS_CAN_NAME",
                        LIBRARY,
                        "bus.testkit.fixture.Outer.inner()",
                        "bus.testkit.fixture.ShowsHidden.library()"),
                rule(
                        "THE_MICROMETER_OBSERVER_SHOWS_WHAT_USERS_CAN_NAME",
                        LIBRARY,
                        "bus.observer.micrometer.fixture.ShowsHidden.library()"),
                rule(
                        "OPTIONAL_IS_RETURNED_ALONE",
                        LIBRARY,
                        "bus.api.fixture.HoldsOptional$Component.<init>(java.util.Optional)",
                        "bus.api.fixture.HoldsOptional$Component.component",
                        "bus.api.fixture.HoldsOptional.<init>(java.util.Optional)",
                        "bus.api.fixture.HoldsOptional.field",
                        "bus.api.fixture.HoldsOptional.take(java.util.List)"),
                rule(
                        "IMPLEMENTATIONS_IN_THE_API_ARE_FINAL",
                        LIBRARY,
                        "bus.api.fixture.HiddenBase",
                        "bus.api.fixture.NeedsCore",
                        "bus.api.fixture.NeedsLibrary"),
                rule("CLASSES_ARE_FINAL_OR_ABSTRACT", LIBRARY, "bus.core.fixture.OpenImplementation"),
                rule(
                        "STATIC_FIELDS_ARE_CONSTANT",
                        LIBRARY,
                        "bus.core.fixture.StaticState.CHANGING",
                        "bus.core.fixture.StaticState.LIST",
                        "bus.core.fixture.StaticState.notFinal"),
                rule(
                        "NO_METHOD_IN_THE_API_OR_THE_CORE_IS_SYNCHRONIZED",
                        LIBRARY,
                        "bus.api.fixture.SynchronizedMethod.lock()",
                        "bus.core.fixture.SynchronizedMethod.lock()"),
                rule("NO_CODE_IN_THE_API_OR_THE_CORE_ENTERS_A_MONITOR", LIBRARY, "bus.core.fixture.SynchronizedBlock"),
                rule(
                        "NOBODY_PRINTS",
                        LIBRARY,
                        "bus.core.fixture.Printer.toOut()",
                        "bus.core.fixture.Printer.toErr()",
                        "bus.core.fixture.Printer.trace(java.lang.Exception)"),
                rule(
                        "NOBODY_SLEEPS",
                        LIBRARY,
                        "bus.core.fixture.Sleeper.sleep()",
                        "bus.core.fixture.Sleeper.sleepByUnit()"),
                rule("PACKAGES_ARE_NULL_MARKED", LIBRARY_AND_SHOP, "bus.core.fixture.unmarked"));
    }

    private static Arguments rule(String name, JavaClasses product, String... broken) {
        ArchRule rule = CONSTANTS.get(name);
        return arguments(Named.of(name, rule), product, List.of(broken));
    }

    private static Map<String, ArchRule> constants() {
        Map<String, ArchRule> constants = new TreeMap<>();
        for (Field field : LayerRules.class.getDeclaredFields()) {
            if (field.getType() == ArchRule.class) {
                try {
                    constants.put(field.getName(), (ArchRule) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return constants;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theProductKeepsTheRule(ArchRule rule, JavaClasses product, List<String> broken) {
        rule.check(product);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theReportNamesWhatBreaksTheRule(ArchRule rule, JavaClasses product, List<String> broken) {
        assertThat(named(rule.evaluate(FIXTURES).getFailureReport())).containsExactlyInAnyOrderElementsOf(broken);
    }

    /** The report names what breaks a rule in brackets, before all that it needs, calls or shows. */
    private static Set<String> named(FailureReport report) {
        return report.getDetails().stream()
                .flatMap(String::lines)
                .map(NAMED::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .collect(toCollection(TreeSet::new));
    }

    @Test
    void everyRuleIsEvaluated() {
        assertThat(rules().map(arguments -> ((Named<?>) arguments.get()[0]).getName()))
                .containsExactlyInAnyOrderElementsOf(CONSTANTS.keySet());
    }

    @Test
    void theClassesOfAllJarsAreLookedAt() {
        Map<String, Long> classes = classesOfJars(LIBRARY_AND_SHOP);

        assertThat(classes.keySet())
                .containsExactly(
                        "bus-api",
                        "bus-core",
                        "bus-idgen-snowflake",
                        "bus-idgen-ulid",
                        "bus-idgen-uuid",
                        "bus-observer-jfr",
                        "bus-observer-micrometer",
                        "bus-testkit",
                        "order-shop");
        LEAST_CLASSES.forEach(
                (jar, least) -> assertThat(classes.get(jar)).as(jar).isGreaterThanOrEqualTo(least));
        classes.remove("order-shop");
        assertThat(classesOfJars(LIBRARY)).isEqualTo(classes);
    }

    private static Map<String, Long> classesOfJars(JavaClasses classes) {
        return classes.stream().collect(groupingBy(LayerRulesTest::jar, TreeMap::new, counting()));
    }

    private static String jar(JavaClass type) {
        String source = type.getSource().orElseThrow().getUri().toString();
        return source.replaceAll("!.*", "").replaceAll(".*/", "").replaceAll("-[0-9].*", "");
    }

    @Test
    void everyStaticFieldThatIsKnownIsThereAndNeedsToBe() {
        Map<String, JavaField> fields = LIBRARY.stream()
                .flatMap(type -> type.getFields().stream())
                .collect(toMap(JavaField::getFullName, field -> field));

        assertThat(fields).containsKeys(StaticState.KNOWN.keySet().toArray(String[]::new));
        assertThat(StaticState.KNOWN.keySet())
                .noneMatch(known -> StaticState.isUnchangeable(fields.get(known).getRawType()));
    }
}
