package bus.arch;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Evaluates {@link LayerRules} on the product, and on classes that break them. */
class LayerRulesTest {

    private static final Map<String, ArchRule> CONSTANTS = constants();
    private static final JavaClasses LIBRARY = classesOf(
            ProductJar.API,
            ProductJar.CORE,
            ProductJar.SNOWFLAKE,
            ProductJar.ULID,
            ProductJar.UUID,
            ProductJar.TESTKIT);
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
                    "order.shop.fixture");

    private static JavaClasses classesOf(ProductJar... jars) {
        return new ClassFileImporter()
                .importLocations(Stream.of(jars)
                        .map(jar -> Location.of(URI.create("jar:" + jar.path().toUri() + "!/")))
                        .toList());
    }

    /** Each rule with the classes that it is for, and the texts in which its report names what breaks it. */
    static Stream<Arguments> rules() {
        return Stream.of(
                rule(
                        "THE_API_KNOWS_THE_JDK_ALONE",
                        LIBRARY,
                        "bus.api.fixture.NeedsLibrary",
                        "bus.api.fixture.NeedsCore"),
                rule(
                        "THE_CORE_KNOWS_THE_API_ALONE",
                        LIBRARY,
                        "bus.core.fixture.NeedsLibrary",
                        "bus.core.fixture.NeedsIdGenerator"),
                rule(
                        "SNOWFLAKE_KNOWS_THE_API_ALONE",
                        LIBRARY,
                        "bus.idgen.snowflake.fixture.NeedsLibrary",
                        "bus.idgen.snowflake.fixture.NeedsCore"),
                rule(
                        "ULID_KNOWS_THE_API_AND_ITS_LIBRARY",
                        LIBRARY,
                        "bus.idgen.ulid.fixture.NeedsLibrary",
                        "bus.idgen.ulid.fixture.NeedsCore"),
                rule(
                        "UUID_KNOWS_THE_API_AND_ITS_LIBRARY",
                        LIBRARY,
                        "bus.idgen.uuid.fixture.NeedsLibrary",
                        "bus.idgen.uuid.fixture.NeedsCore"),
                rule("ID_GENERATORS_DO_NOT_KNOW_EACH_OTHER", LIBRARY, "bus.idgen.snowflake.fixture.NeedsSibling"),
                rule(
                        "THE_TESTKIT_KNOWS_THE_API_AND_JUNIT",
                        LIBRARY,
                        "bus.testkit.fixture.NeedsCore",
                        "bus.testkit.fixture.NeedsLibrary"),
                rule(
                        "THE_ORDER_SHOP_KNOWS_THE_API_ALONE",
                        LIBRARY_AND_SHOP,
                        "order.shop.fixture.NeedsCore",
                        "order.shop.fixture.NeedsIdGenerator"),
                rule(
                        "NOTHING_BUT_THE_PROVIDER_IS_PUBLIC_IN_THE_CORE",
                        LIBRARY,
                        "bus.core.fixture.PublicHelper",
                        "bus.core.fixture.PublicHelper$ProtectedHelper"),
                rule("IMPLEMENTATIONS_IN_THE_CORE_ARE_FINAL", LIBRARY, "bus.core.fixture.OpenImplementation"),
                rule("NO_METHOD_IN_THE_CORE_IS_SYNCHRONIZED", LIBRARY, "bus.core.fixture.SynchronizedMethod.lock()"),
                rule(
                        "NOBODY_PRINTS",
                        LIBRARY,
                        "bus.core.fixture.Printer.toOut()",
                        "bus.core.fixture.Printer.toErr()",
                        "bus.core.fixture.Printer.trace("),
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
        EvaluationResult result = rule.evaluate(FIXTURES);

        assertThat(result.hasViolation()).isTrue();
        assertThat(result.getFailureReport().toString()).contains(broken);
    }

    @Test
    void everyRuleIsEvaluated() {
        assertThat(rules().map(arguments -> ((Named<?>) arguments.get()[0]).getName()))
                .containsExactlyInAnyOrderElementsOf(CONSTANTS.keySet());
    }

    @Test
    void theClassesOfAllJarsAreLookedAt() {
        Map<String, Integer> classes =
                LIBRARY_AND_SHOP.stream().collect(groupingBy(LayerRulesTest::jar, TreeMap::new, summingInt(type -> 1)));

        assertThat(classes.keySet().stream().map(jar -> jar.replaceAll("-[0-9].*", "")))
                .containsExactly(
                        "bus-api",
                        "bus-core",
                        "bus-idgen-snowflake",
                        "bus-idgen-ulid",
                        "bus-idgen-uuid",
                        "bus-testkit",
                        "order-shop");
        assertThat(classes.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(80);
        assertThat(classes.values()).allSatisfy(count -> assertThat(count).isGreaterThan(1));
        assertThat(LIBRARY.size()).isLessThan(LIBRARY_AND_SHOP.size());
    }

    private static String jar(JavaClass type) {
        String source = type.getSource().orElseThrow().getUri().toString();
        return source.replaceAll("!.*", "").replaceAll(".*/", "");
    }
}
