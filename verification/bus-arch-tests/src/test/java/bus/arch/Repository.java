package bus.arch;

import java.nio.file.Path;

/** Where things stand in the repository; the tests run in the folder of their module. */
final class Repository {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    /** The launcher in the image of the order shop. */
    static final Path ORDER_SHOP = ROOT.resolve("examples/order-shop/target/order-shop/bin/order-shop");

    private Repository() {}
}
