package order.shop;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What the command line says.
 *
 * @param files the files in the order in which they are given, {@code -} for standard input; none for the scene
 * @param idGenerator the name of the id generator, if one is given
 * @param idSettings the settings of the id generator
 * @param quiet whether events are not printed
 * @param pace how long the counter and the calculator wait before each event
 * @param jfr the file into which the run is recorded, if one is given
 * @param metricsPort where metrics are served, if they are
 */
record Options(
        List<String> files,
        Optional<String> idGenerator,
        Map<String, String> idSettings,
        boolean quiet,
        Duration pace,
        Optional<String> jfr,
        Optional<Integer> metricsPort) {

    private static final int LAST_PORT = 65_535;
    private static final int SLOWEST = 60_000;

    /** How the jars that are needed for metrics are put beside the image. */
    static final String METRICS_BESIDE_IT =
            "JDK_JAVA_OPTIONS=\"--module-path DIR --add-modules bus.observer.micrometer,micrometer.registry.prometheus\"";

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** Describes the command line; picocli needs no reflection this way, and the module opens nothing. */
    static CommandLine commandLine(String version) {
        CommandSpec spec = CommandSpec.create()
                .name("order-shop")
                .version("order-shop " + version)
                .addOption(OptionSpec.builder("--id-generator")
                        .paramLabel("NAME")
                        .type(String.class)
                        .description(
                                "What makes the ids of events: snowflake, uuid, or one that is put beside this image."
                                        + " Default: the system property bus.idgen, else the environment variable"
                                        + " BUS_IDGEN, else snowflake.",
                                "ULIDs are put beside it with the jars bus-idgen-ulid and ulid-creator in a folder DIR:",
                                "  JDK_JAVA_OPTIONS=\"--module-path DIR\" order-shop --id-generator ulid")
                        .build())
                .addOption(OptionSpec.builder("--id-setting")
                        .paramLabel("KEY=VALUE")
                        .type(Map.class)
                        .auxiliaryTypes(String.class, String.class)
                        .description("A setting of the id generator, such as node=19, version=4 or order=random; may be"
                                + " given several times.")
                        .build())
                .addOption(OptionSpec.builder("-q", "--quiet")
                        .type(boolean.class)
                        .description("Print the totals, not the events.")
                        .build())
                .addOption(OptionSpec.builder("--slow")
                        .paramLabel("MILLIS")
                        .type(String.class)
                        .description(
                                "Have the counter and the calculator wait before each event, so that their mailboxes fill"
                                        + " up: 0 to 60000 milliseconds. Default: 0.")
                        .build())
                .addOption(OptionSpec.builder("--jfr")
                        .paramLabel("FILE")
                        .type(String.class)
                        .description(
                                "Record the run into FILE with JDK Flight Recorder: every emission and every handling. Read"
                                        + " it with:",
                                "  jfr print --events \"bus.*\" FILE")
                        .build())
                .addOption(OptionSpec.builder("--metrics")
                        .paramLabel("PORT")
                        .type(String.class)
                        .description(
                                "Serve the metrics of the bus to Prometheus at http://127.0.0.1:PORT/metrics, and go on with it"
                                        + " after the totals, until Ctrl-C; 0 is any free port.",
                                "It needs the jars bus-observer-micrometer and micrometer-registry-prometheus, and those that they"
                                        + " need, in a folder DIR:",
                                "  " + METRICS_BESIDE_IT + " order-shop --metrics 9464")
                        .build())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Print this text.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print the version.")
                        .build())
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("FILE")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .description(
                                "Files of orders in the format of the data set Online Retail, as CSV; - is standard"
                                        + " input. Without a file a scene is played.")
                        .build());
        spec.usageMessage()
                .description("Emits orders to a message bus, and has three consumers print, count and add them.")
                .footer(
                        "Ctrl-C ends it early: the counter and the calculator go on with the events that they have, for 3"
                                + " seconds at most. Then the totals so far are printed, behind a line that says that they"
                                + " are partial and how many events were not handled.",
                        "Exit status: 0, 1 if a consumer failed, 2 if the command line or a file cannot be understood, 130"
                                + " after Ctrl-C, or 143 after a signal TERM, which ends it in the same way. After the totals, where"
                                + " metrics are still served, it is that of the run.");
        return new CommandLine(spec).setExpandAtFiles(false); // @NAME is a file of orders like any other
    }

    static Options of(ParseResult parsed) {
        Optional<String> idGenerator = Optional.ofNullable(parsed.matchedOptionValue("--id-generator", null));
        if (idGenerator.filter(String::isBlank).isPresent()) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "--id-generator must not be blank: NAME=\"" + idGenerator.get()
                            + "\"; leave it out or give a name");
        }
        return new Options(
                parsed.matchedPositionalValue(0, List.of()),
                idGenerator,
                parsed.matchedOptionValue("--id-setting", Map.of()),
                parsed.hasMatchedOption("--quiet"),
                pace(parsed),
                Optional.ofNullable(parsed.matchedOptionValue("--jfr", null)),
                metricsPort(parsed));
    }

    private static Optional<Integer> metricsPort(ParseResult parsed) {
        Optional<String> port = Optional.ofNullable(parsed.matchedOptionValue("--metrics", null));
        if (port.filter(text -> !NUMBER.matcher(text).matches() || Integer.parseInt(text) > LAST_PORT)
                .isPresent()) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "--metrics must be a whole number in [0, " + LAST_PORT + "]: PORT=\"" + port.get()
                            + "\"; give a port, or 0 for any that is free");
        }
        return port.map(Integer::valueOf);
    }

    private static Duration pace(ParseResult parsed) {
        String millis = parsed.matchedOptionValue("--slow", "0");
        if (!NUMBER.matcher(millis).matches() || Integer.parseInt(millis) > SLOWEST) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "--slow must be a whole number in [0, " + SLOWEST + "]: MILLIS=\"" + millis
                            + "\"; leave it out or give milliseconds");
        }
        return Duration.ofMillis(Integer.parseInt(millis));
    }
}
