package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of the delivery contract names the tests that there are, and each clause names some. */
class DeliveryContractTest {

    private static final Path PAGE = Repository.ROOT.resolve("docs/delivery-contract.md");
    private static final Path CORE_TESTS = Repository.ROOT.resolve("bus-core/src/test/java/bus/core");
    private static final Path STRESS_TESTS =
            Repository.ROOT.resolve("verification/bus-stress-tests/src/test/java/bus/stress");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        List<String> named = Pattern.compile("`(\\w+Test)`")
                .matcher(Files.readString(PAGE))
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(12)
                .allSatisfy(test -> assertThat(
                                Stream.of(CORE_TESTS, STRESS_TESTS).map(folder -> folder.resolve(test + ".java")))
                        .as(test)
                        .anyMatch(Files::exists));
    }

    @Test
    void everyTestOfAClauseIsNamedInItsClause() throws IOException {
        try (Stream<Path> tests = Files.list(CORE_TESTS)) {
            List<String> ofClauses = tests.map(test -> test.getFileName().toString())
                    .filter(test -> test.matches("Clause\\d\\d\\w*Test\\.java"))
                    .map(test -> test.replace(".java", ""))
                    .toList();
            assertThat(ofClauses)
                    .hasSizeGreaterThan(12)
                    .allSatisfy(test -> assertThat(clause(Integer.parseInt(test.substring(6, 8))))
                            .as("clause of " + test)
                            .contains("`" + test + "`"));
        }
    }

    @Test
    void theClausesAreNumberedAndEachHasATest() throws IOException {
        List<String> numbers = Pattern.compile("(?m)^### (\\d+)\\. ")
                .matcher(Files.readString(PAGE))
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(numbers)
                .isEqualTo(
                        IntStream.rangeClosed(1, 12).mapToObj(String::valueOf).toList());
        for (String number : numbers) {
            assertThat(clause(Integer.parseInt(number)))
                    .as("clause " + number)
                    .containsPattern("(?m)^Tests: `Clause" + (number.length() < 2 ? "0" : "") + number);
        }
    }

    private static String clause(int number) throws IOException {
        return Pattern.compile("(?ms)^### " + number + "\\. .*?(?=^##)")
                .matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
    }
}
