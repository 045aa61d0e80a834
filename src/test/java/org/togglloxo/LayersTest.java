package org.togglloxo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may know of whom: the arrows between packages point down. */
class LayersTest {

    private static final String ROOT = "org.togglloxo";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage(ROOT + "..");

    private static final DescribedPredicate<JavaClass> CAMELS_INTERNALS = resideInAnyPackage(
                    "org.apache.camel.impl..",
                    "org.apache.camel.reifier..",
                    "org.apache.camel.processor..",
                    "org.apache.camel.support.processor..",
                    "org.apache.camel.dsl..")
            .or(describe("Default... of camel-support", LayersTest::isDefaultOfSupport))
            .or(describe("what extends CamelContext for Camel itself", LayersTest::isExtension))
            .and(not(describe("what Camel documents for everybody", LayersTest::isDocumented)))
            .as("Camel's internals");

    /** What {@code redeliveryPolicyRef} names, and what a health check of one's own extends. */
    private static boolean isDocumented(JavaClass type) {
        return Set.of("RedeliveryPolicy", "AbstractHealthCheck").contains(type.getSimpleName());
    }

    private static boolean isDefaultOfSupport(JavaClass type) {
        return type.getPackageName().equals("org.apache.camel.support")
                && type.getSimpleName().startsWith("Default");
    }

    private static boolean isExtension(JavaClass type) {
        return Set.of("org.apache.camel.ExtendedCamelContext", "org.apache.camel.support.PluginHelper")
                .contains(type.getName());
    }

    private static void holds(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void packagesMakeNoCircles() {
        holds(slices().matching(ROOT + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle can only be read, tested and changed all at once"));
    }

    @Test
    void nobodyKnowsTheWaysIn() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .because("App and TogglLoxo put everything together: what they put together works without them"));
    }

    @Test
    void candidateAndFailureAreBelowEverything() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(ROOT + ".candidate..", ROOT + ".failure..")
                        .should()
                        .dependOnClassesThat(
                                OURS.and(not(resideInAnyPackage(ROOT + ".candidate..", ROOT + ".failure.."))))
                        .because(
                                "every package speaks of candidates and of what can fail, so that these two can know of none of them"));
    }

    @Test
    void failureDoesNotKnowCandidate() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".failure..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + ".candidate..")
                        .because(
                                "a call, a setting or the ledger fails in the same words, whether it is about a candidate or not"));
    }

    @Test
    void candidateIsPure() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".candidate..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.apache.camel..",
                                "java.io..",
                                "java.net..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "java.sql..",
                                "javax.sql..")
                        .because(
                                "what becomes of a candidate is decided by values alone, so that it can be tested without a route, a file or a service"));
    }

    @Test
    void groundIsBelowTheServices() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                ROOT + ".http..", ROOT + ".ledger..", ROOT + ".settings..", ROOT + ".route..")
                        .should()
                        .dependOnClassesThat(OURS.and(not(resideInAnyPackage(
                                ROOT + ".http..",
                                ROOT + ".ledger..",
                                ROOT + ".settings..",
                                ROOT + ".route..",
                                ROOT + ".candidate..",
                                ROOT + ".failure.."))))
                        .because(
                                "both services, a run and the commands stand on client, ledger and settings: what one of them needs would reach all"));
    }

    @Test
    void ledgerMakesNoCalls() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + ".ledger..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".http..", ROOT + ".route..")
                .because("a ledger that calls or routes would hold its database meanwhile"));
    }

    @Test
    void servicesAreBelowTheFlow() {
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                ROOT + ".togglhire..",
                                ROOT + ".loxo..",
                                ROOT + ".sync..",
                                ROOT + ".alert..",
                                ROOT + ".webhooks..",
                                ROOT + ".scorecard..",
                                ROOT + ".typeset..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                ROOT + ".flow..",
                                ROOT + ".page..",
                                ROOT + ".embed..",
                                ROOT + ".cli..",
                                ROOT + ".sandbox..")
                        .because(
                                "the flow puts the services together; one that knew the flow would work in this flow alone, and in no Kamelet"));
    }

    @Test
    void flowIsBelowWhoeverStartsIt() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + ".flow..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(ROOT + ".page..", ROOT + ".embed..", ROOT + ".cli..", ROOT + ".sandbox..")
                        .because(
                                "the same flow runs in a host, in the stand-alone process and in tests, and knows of none of them"));
    }

    @Test
    void thePageNeedsNoCommandLine() {
        holds(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".page..", ROOT + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".embed..", ROOT + ".cli..", ROOT + ".sandbox..")
                .because("what commands print and the page shows is the same, and is made once, below both"));
    }

    @Test
    void aHostNeedsNoCommands() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + ".embed..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".cli..", ROOT + ".sandbox..", "picocli..", "ch.qos.logback..")
                .because("what the command line needs is optional, and a host has none of it on its class path"));
    }

    @Test
    void sandboxKnowsNoneOfTheProgram() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + ".sandbox..")
                .should()
                .dependOnClassesThat(OURS.and(not(resideInAPackage(ROOT + ".sandbox.."))))
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .because("simulators that share code with the program share its mistakes, and no test sees them"));
    }

    @Test
    void onlyTheCommandsKnowTheSandbox() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackages(ROOT + ".sandbox..", ROOT + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".sandbox..")
                .because("a run on real services has nothing to do with simulators"));
    }

    @Test
    void camelsInternalsStayInOneRoom() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage(ROOT + "..")
                        .and()
                        .resideOutsideOfPackage(ROOT + ".flow.camel..")
                        .should()
                        .dependOnClassesThat(CAMELS_INTERNALS)
                        .because(
                                "another version of Camel may change them without a word: one package is what has to be looked at then, and CamelAssumptionsTest says where"));
    }
}
