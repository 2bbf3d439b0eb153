package bus.api.layered;

import bus.api.spi.BusObserver;

/** An observer that a plugin brings. */
public final class LayeredObserver implements BusObserver {}
