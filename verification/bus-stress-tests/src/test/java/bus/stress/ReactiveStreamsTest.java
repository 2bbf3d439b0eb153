package bus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** The publisher of a bus passes the TCK of Reactive Streams, whose tests run on TestNG. */
class ReactiveStreamsTest {

    @Test
    void thePublisherPassesEveryTestOfTheTckThatTestsAnything() {
        TestListenerAdapter results = new TestListenerAdapter();
        TestNG tck = new TestNG(false);
        tck.setOutputDirectory(Path.of("target", "tck").toString());
        tck.setTestClasses(new Class<?>[] {PublisherVerification.class});
        tck.addListener(results);
        tck.run();

        assertThat(results.getFailedTests()).extracting(this::shown).isEmpty();
        assertThat(results.getConfigurationFailures()).extracting(this::shown).isEmpty();
        assertThat(results.getConfigurationSkips()).extracting(this::shown).isEmpty();
        assertThat(results.getFailedButWithinSuccessPercentageTests()).isEmpty();
        assertThat(results.getPassedTests()).extracting(ITestResult::getName).hasSize(31);
        assertThat(results.getSkippedTests())
                .as("rules that the TCK names and cannot test")
                .extracting(ITestResult::getName)
                .containsExactlyInAnyOrder(
                        "untested_spec106_mustConsiderSubscriptionCancelledAfterOnErrorOrOnCompleteHasBeenCalled",
                        "untested_spec107_mustNotEmitFurtherSignalsOnceOnErrorHasBeenSignalled",
                        "untested_spec108_possiblyCanceledSubscriptionShouldNotReceiveOnErrorOrOnCompleteSignals",
                        "untested_spec109_subscribeShouldNotThrowNonFatalThrowable",
                        "untested_spec110_rejectASubscriptionRequestIfTheSameSubscriberSubscribesTwice",
                        "untested_spec304_requestShouldNotPerformHeavyComputations",
                        "untested_spec305_cancelMustNotSynchronouslyPerformHeavyComputation");
    }

    private String shown(ITestResult result) {
        return result.getName() + ": " + result.getThrowable();
    }
}
