package bus.api;

/** Says what becomes of the failures of handlers that run on the thread that emits. */
public enum FailurePolicy {

    /**
     * They leave {@code emit} as one {@link HandlerException}, after the last handler has run. Where an emit is ended
     * before its last handler, by a {@link NestingException} or a failure of the virtual machine, that is thrown, and
     * the failures of the handlers before go to the {@link ErrorHandler}.
     */
    THROW,

    /** They go to the {@link ErrorHandler}, each as it happens, and {@code emit} returns. */
    REPORT
}
