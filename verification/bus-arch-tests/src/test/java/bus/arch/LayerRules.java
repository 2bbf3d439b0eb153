package bus.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import bus.api.BusException;
import bus.api.spi.BusObserver;
import bus.api.spi.BusProvider;
import bus.api.spi.IdGeneratorProvider;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who may know whom, and what all code of the product keeps to.
 *
 * <p>The rules name packages with all that is below them, so that the classes in {@code bus.api.fixture} and the like,
 * which stand in the tests and break them, are judged by the same rules as the product. {@link LayerRulesTest} knows
 * which class breaks which rule, and fails for a rule that none does.
 */
final class LayerRules {

    private static final String API = "bus.api..";
    private static final String CORE = "bus.core..";
    private static final String TESTKIT = "bus.testkit..";
    private static final String OBSERVER_JFR = "bus.observer.jfr..";
    private static final String MICROMETER_OBSERVER = "bus.observer.micrometer..";
    private static final String ORDER_SHOP = "order.shop..";
    private static final String JDK = "java..";
    private static final String JSPECIFY = "org.jspecify..";
    private static final String JUNIT = "org.junit.jupiter.api..";
    private static final String MICROMETER = "io.micrometer..";

    /** Each rule on exports goes for the packages of fixtures as well: they stand for packages that are exported. */
    private static final String[] EXPORTED_BY_THE_API = {"bus.api", "bus.api.spi", "bus.api.fixture"};

    private static final String[] EXPORTED_BY_SNOWFLAKE = {"bus.idgen.snowflake", "bus.idgen.snowflake.fixture"};
    private static final String[] EXPORTED_BY_THE_TESTKIT = {"bus.testkit", "bus.testkit.fixture"};
    private static final String[] EXPORTED_BY_THE_MICROMETER_OBSERVER = {
        "bus.observer.micrometer", "bus.observer.micrometer.fixture"
    };

    /** The packages of the modules that export nothing, and the one that Snowflake keeps for itself. */
    private static final String[] NOT_EXPORTED = {
        CORE, "bus.idgen.ulid..", "bus.idgen.uuid..", "bus.idgen.snowflake.provider..", OBSERVER_JFR
    };

    static final ArchRule THE_API_KNOWS_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage(API)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(API, JDK, JSPECIFY)
            .because("whoever requires the API gets nothing else with it");

    static final ArchRule THE_CORE_KNOWS_THE_API_ALONE = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CORE, API, JDK, JSPECIFY)
            .because("the core has no dependency outside the JDK, and id generators are exchanged beside it");

    static final ArchRule SNOWFLAKE_KNOWS_THE_API_ALONE = idGenerator("bus.idgen.snowflake..");

    static final ArchRule ULID_KNOWS_THE_API_AND_ITS_LIBRARY =
            idGenerator("bus.idgen.ulid..", "com.github.f4b6a3.ulid..");

    static final ArchRule UUID_KNOWS_THE_API_AND_ITS_LIBRARY = idGenerator("bus.idgen.uuid..", "com.fasterxml.uuid..");

    static final ArchRule ID_GENERATORS_DO_NOT_KNOW_EACH_OTHER = slices().matching("bus.idgen.(*)..")
            .should()
            .notDependOnEachOther()
            .because("an application puts one of their jars on its path");

    static final ArchRule THE_TESTKIT_KNOWS_THE_API_AND_JUNIT = classes()
            .that()
            .resideInAPackage(TESTKIT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(TESTKIT, API, JDK, JSPECIFY, JUNIT)
            .because("it tests any bus and any id generator, and brings no other library into a test");

    static final ArchRule THE_JFR_OBSERVER_KNOWS_THE_API_AND_THE_RECORDER = classes()
            .that()
            .resideInAPackage(OBSERVER_JFR)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(OBSERVER_JFR, API, JDK, "jdk.jfr..", JSPECIFY)
            .because("it observes any bus, and brings no library with it");
    static final ArchRule THE_MICROMETER_OBSERVER_KNOWS_THE_API_AND_MICROMETER = classes()
            .that()
            .resideInAPackage(MICROMETER_OBSERVER)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(MICROMETER_OBSERVER, API, JDK, JSPECIFY, MICROMETER)
            .because("it observes any bus, and brings no other library with it");

    static final ArchRule THE_ORDER_SHOP_KNOWS_THE_API_AND_THE_OBSERVER_THAT_IT_CHOOSES = noClasses()
            .that()
            .resideInAPackage(ORDER_SHOP)
            .should()
            .dependOnClassesThat(resideInAPackage("bus..").and(not(resideInAnyPackage(API, MICROMETER_OBSERVER))))
            .because("what stands behind the API is found at run time, but for the observer, whose registry is chosen");

    static final ArchRule MODULES_HAVE_NO_CYCLES = slices().assignedFrom(Slicing.BY_MODULE)
            .should()
            .beFreeOfCycles()
            .because("each is built, published and put on a path by itself");

    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().assignedFrom(Slicing.BY_PACKAGE)
            .should()
            .beFreeOfCycles()
            .because("a package is read after those that it needs");

    static final ArchRule NOTHING_BUT_PROVIDERS_IS_PUBLIC_WHERE_NOTHING_IS_EXPORTED = classes()
            .that()
            .resideInAnyPackage(NOT_EXPORTED)
            .and()
            .doNotImplement(BusProvider.class)
            .and()
            .doNotImplement(IdGeneratorProvider.class)
            .and()
            .doNotImplement(BusObserver.class)
            .should()
            .notBePublic()
            .andShould()
            .notHaveModifier(PROTECTED)
            .because("implementations are package-private");

    static final ArchRule THE_API_SHOWS_WHAT_USERS_CAN_NAME =
            exported(resideInAnyPackage(JDK), EXPORTED_BY_THE_API, EXPORTED_BY_THE_API);

    static final ArchRule SNOWFLAKE_SHOWS_WHAT_USERS_CAN_NAME =
            exported(resideInAnyPackage(JDK), EXPORTED_BY_SNOWFLAKE, EXPORTED_BY_THE_API, EXPORTED_BY_SNOWFLAKE);

    static final ArchRule THE_TESTKIT_SHOWS_WHAT_USERS_CAN_NAME = exported(
            resideInAnyPackage(JDK, JUNIT), EXPORTED_BY_THE_TESTKIT, EXPORTED_BY_THE_API, EXPORTED_BY_THE_TESTKIT);

    static final ArchRule THE_MICROMETER_OBSERVER_SHOWS_WHAT_USERS_CAN_NAME = exported(
            resideInAnyPackage(JDK, MICROMETER),
            EXPORTED_BY_THE_MICROMETER_OBSERVER,
            EXPORTED_BY_THE_API,
            EXPORTED_BY_THE_MICROMETER_OBSERVER);

    static final ArchRule OPTIONAL_IS_RETURNED_ALONE = members()
            .that(are(not(modifier(SYNTHETIC))))
            .should(Signatures.NOT_TAKE_OR_HOLD_AN_OPTIONAL)
            .because("an argument that may be missing is a method more, and a field that may be null is @Nullable");

    /** That none of them is seen from outside is the rule of what users can name. */
    static final ArchRule IMPLEMENTATIONS_IN_THE_API_ARE_FINAL = classes()
            .that()
            .resideInAPackage(API)
            .and()
            .areNotPublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(FINAL)
            .because("nobody extends what nobody sees");

    static final ArchRule CLASSES_ARE_FINAL_OR_ABSTRACT = classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveFullyQualifiedName(BusException.class.getName()) // thrown as it is, and extended by plugins
            .should(have(modifier(FINAL).or(modifier(ABSTRACT))))
            .because("a class is either a base, which is abstract, or not extended");

    static final ArchRule STATIC_FIELDS_ARE_CONSTANT = fields().that()
            .areStatic()
            .and(are(not(modifier(SYNTHETIC))))
            .should(StaticState.BE_FINAL_AND_UNCHANGEABLE)
            .because("two buses of one process have nothing in common");

    /** ArchUnit sees the modifier of methods; of blocks there is a rule of its own. */
    static final ArchRule NO_METHOD_IN_THE_API_OR_THE_CORE_IS_SYNCHRONIZED = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(API, CORE)
            .should()
            .haveModifier(SYNCHRONIZED)
            .because("a monitor can be taken by others, and pins virtual threads before JDK 24");

    /**
     * No rule sees that code of users runs under a lock; with this one every lock is at least an object that is
     * searched for.
     */
    static final ArchRule NO_CODE_IN_THE_API_OR_THE_CORE_ENTERS_A_MONITOR = classes()
            .that()
            .resideInAnyPackage(API, CORE)
            .should(Monitors.ENTER_NO_MONITOR)
            .because("a monitor can be taken by others, and pins virtual threads before JDK 24");

    static final ArchRule NOBODY_PRINTS = noClasses()
            .should(ACCESS_STANDARD_STREAMS)
            .because("the standard streams belong to the application; a library logs through System.Logger");

    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .callMethodWhere(
                    JavaCall.Predicates.target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))
                            .and(JavaCall.Predicates.target(name("sleep"))))
            .because("a thread that sleeps waits for too long or too short a time");

    static final ArchRule PACKAGES_ARE_NULL_MARKED = all(Packages.OF_CLASSES)
            .should(Packages.BE_NULL_MARKED)
            .because("null is the exception, and marked @Nullable");

    private LayerRules() {}

    private static ArchRule idGenerator(String... known) {
        return classes()
                .that()
                .resideInAPackage(known[0])
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known).or(resideInAnyPackage(API, JDK, JSPECIFY)))
                .because("an id generator works beside any bus");
    }

    private static ArchRule exported(DescribedPredicate<JavaClass> foreign, String[] packages, String[]... own) {
        DescribedPredicate<JavaClass> ours =
                resideInAnyPackage(Stream.of(own).flatMap(Stream::of).toArray(String[]::new));
        return classes()
                .that()
                .resideInAnyPackage(packages)
                .and(describe("users can name", Signatures::isPublicWithAllAroundIt))
                .should(Signatures.showNothingBut(
                        type -> foreign.test(type) || ours.test(type) && Signatures.isPublicWithAllAroundIt(type)))
                .because("an internal type that is seen from outside can no longer be changed");
    }
}
