package order.shop;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.ProviderException;
import bus.api.TopicMatcher;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The program: understands its command line, works through the orders, and prints the totals. */
public final class OrderShop {

    private static final int NOT_UNDERSTOOD = 2;
    private static final String STANDARD_INPUT = "-";
    private static final Duration LIMIT_OF_ENDING = Duration.ofSeconds(3);
    private static final Duration TIME_TO_PRINT = Duration.ofSeconds(1);

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean watched;
    private final Duration limitOfEnding;

    /** The end of the run that is under way. */
    private volatile @Nullable Ending ending;

    /** The metrics of the run that is under way, which it serves until it is interrupted; null if it has none. */
    private volatile @Nullable MetricsPage served;

    OrderShop(InputStream in, PrintStream out, PrintStream err, boolean watched, Duration limitOfEnding) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.watched = watched;
        this.limitOfEnding = limitOfEnding;
    }

    /**
     * Runs the program and exits.
     *
     * @param arguments the command line; {@code --help} explains it
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean watched = Boolean.getBoolean("order.shop.watched"); // the launcher can tell, Java cannot
        OrderShop shop = new OrderShop(System.in, out, err, watched, LIMIT_OF_ENDING);
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruptBeforeExit(shop, status)));
        status.complete(shop.run(arguments));
        System.exit(status.join());
    }

    /**
     * Runs when the JVM is told to exit, also by {@code main}, after whose run there is nothing to interrupt. A run
     * that had done its work before has an exit status of its own, and not the one that the JVM has for the signal.
     */
    private static void interruptBeforeExit(OrderShop shop, CompletableFuture<Integer> status) {
        awaitBeforeExit(() -> {
            if (shop.interrupt()) {
                Runtime.getRuntime().halt(status.join());
            }
        });
    }

    /** The JVM waits for this method: if nobody reads what is printed, it must not wait for ever. */
    private static void awaitBeforeExit(Runnable interruption) {
        Thread interrupter = new Thread(interruption);
        interrupter.setDaemon(true);
        interrupter.start();
        try {
            interrupter.join(
                    LIMIT_OF_ENDING.plus(Ending.COMING_BACK).plus(TIME_TO_PRINT).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends the run that is under way on another thread, as Ctrl-C does: prints the totals so far. Tells whether it had
     * printed them before, and only served its metrics.
     */
    boolean interrupt() {
        Ending current = ending;
        MetricsPage page = served;
        if (current == null) {
            return false;
        }
        current.interrupt();
        if (page == null) {
            return false;
        }
        page.release();
        return current.status() != Ending.INTERRUPTED;
    }

    /** Gives the exit status. */
    int run(String... arguments) {
        try {
            CommandLine commandLine = Options.commandLine(version());
            ParseResult parsed = commandLine.parseArgs(arguments);
            if (parsed.isUsageHelpRequested()) {
                commandLine.usage(out);
            } else if (parsed.isVersionHelpRequested()) {
                commandLine.printVersionHelp(out);
            } else {
                return work(Options.of(parsed));
            }
            return Ending.OK;
        } catch (ParameterException | BadOrdersException | ProviderException e) {
            out.flush();
            err.println("order-shop: " + e.getMessage());
            return NOT_UNDERSTOOD;
        } finally {
            out.flush();
        }
    }

    @SuppressWarnings("try") // the recording is there to be closed
    private int work(Options options) {
        try (MetricsPage page = metricsPage(options);
                RunRecording recording = recording(options);
                Bus bus = bus(options, page)) {
            Shop shop = new Shop(bus, options.pace());
            if (!options.quiet()) {
                bus.registerHandler("printer", TopicMatcher.regex(".*"), new Printer(out));
            }
            Progress progress = new Progress(err, watched);
            Ending current = new Ending(bus, shop, progress, out, limitOfEnding);
            served = page;
            ending = current;
            try {
                if (options.files().isEmpty()) {
                    shop.playScene();
                }
                for (String file : options.files()) {
                    shop.work(read(file, progress));
                }
                current.complete();
                if (page != null && !bus.isClosed()) {
                    if (recording != null) {
                        recording.close(); // all has been recorded, and this run ends the JVM without the recorder's
                        // hook
                    }
                    page.show(shop.totalAmount());
                    err.println("order-shop: all orders are done; the metrics are served until Ctrl-C");
                    page.serve();
                }
            } catch (BusClosedException e) {
                // Whoever interrupted the run prints the totals.
            } catch (InterruptedException e) {
                current.interrupt();
                Thread.currentThread().interrupt();
            }
            return current.status();
        } finally {
            ending = null;
            served = null;
        }
    }

    /** Returns null if there is nothing to record. */
    private @Nullable RunRecording recording(Options options) {
        if (options.jfr().isEmpty()) {
            return null;
        }
        String file = options.jfr().get();
        try {
            return RunRecording.start(Path.of(file), () -> awaitBeforeExit(this::interrupt));
        } catch (IOException | InvalidPathException | IllegalStateException e) {
            throw refused("--jfr must be a file that can be written: FILE=\"" + file + "\", problem=" + e
                    + "; give one in a folder that exists");
        }
    }

    /** Returns null unless metrics are asked for. */
    private @Nullable MetricsPage metricsPage(Options options) {
        if (options.metricsPort().isEmpty()) {
            return null;
        }
        int port = options.metricsPort().get();
        try {
            MetricsPage page = MetricsPage.open(port);
            err.println("order-shop: metrics are served at " + page.address());
            return page;
        } catch (NoClassDefFoundError e) {
            throw refused("--metrics must have the jars of Micrometer beside the image: missing=" + e.getMessage()
                    + "; put bus-observer-micrometer and micrometer-registry-prometheus, and what they need, into a folder DIR"
                    + " and set " + Options.METRICS_BESIDE_IT);
        } catch (IOException e) {
            throw refused("--metrics must be a port that can be opened: PORT=" + port + ", problem=" + e
                    + "; give another one, or 0 for any that is free");
        }
    }

    private static ParameterException refused(String message) {
        return new ParameterException(Options.commandLine(version()), message);
    }

    /** The bus looks into the property and the variable itself; only the default is ours. */
    private Bus bus(Options options, @Nullable MetricsPage page) {
        Bus.Builder builder = Bus.builder()
                .errorHandler(new Defects(err))
                .closeLimit(Duration.ZERO); // a run that fails has no use for what its consumers have not handled yet
        if (page != null) {
            builder.observer(page.observer());
        }
        boolean chosenElsewhere = System.getProperty("bus.idgen") != null || System.getenv("BUS_IDGEN") != null;
        if (options.idGenerator().isPresent() || !chosenElsewhere) {
            builder.idGenerator(options.idGenerator().orElse("snowflake"));
        }
        options.idSettings().forEach((key, value) -> {
            try {
                builder.idGeneratorSetting(key, value);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(Options.commandLine(version()), "--id-setting: " + e.getMessage(), e);
            }
        });
        return builder.build();
    }

    /** Clears the progress before events are printed, and before an error is. */
    private Collection<Invoice> read(String file, Progress progress) {
        try {
            return file.equals(STANDARD_INPUT)
                    ? InvoiceReader.read(in, "standard input", progress)
                    : readFile(file, progress);
        } finally {
            progress.clear();
        }
    }

    private static Collection<Invoice> readFile(String file, Progress progress) {
        try (InputStream opened = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
            return InvoiceReader.read(opened, file, progress);
        } catch (IOException | InvalidPathException e) {
            throw BadOrdersException.inFile("file must be readable", file, "problem=" + e + "; look at the file");
        }
    }

    private static String version() {
        Module module = OrderShop.class.getModule();
        return module.isNamed() ? module.getDescriptor().rawVersion().orElse("unknown") : "unknown";
    }
}
