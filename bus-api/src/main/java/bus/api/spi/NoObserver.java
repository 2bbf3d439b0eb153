package bus.api.spi;

/** Observes nothing of an emit or of a call. */
enum NoObserver implements EmitObserver, CallObserver {
    INSTANCE
}
