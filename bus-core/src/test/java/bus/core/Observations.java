package bus.core;

import bus.api.CloseReport;
import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.Topic;
import bus.api.spi.BusObserver;
import bus.api.spi.CallObserver;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down all that it is told, as one line each. */
final class Observations implements BusObserver {

    final List<String> lines = new CopyOnWriteArrayList<>();

    /** The handlers that are registered, in their order. */
    final List<ObservedHandler> handlers = new CopyOnWriteArrayList<>();

    /** Returns the lines, and starts over. */
    List<String> taken() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public void topicsRegistered(List<Topic<?>> topics) {
        lines.add("topics " + topics.stream().map(Topic::name).toList());
    }

    @Override
    public void topicsDeregistered(List<Topic<?>> topics) {
        lines.add("no topics " + topics.stream().map(Topic::name).toList());
    }

    @Override
    public void handlerRegistered(ObservedHandler handler) {
        handlers.add(handler);
        lines.add("handler " + handler.key());
    }

    @Override
    public void handlerDeregistered(ObservedHandler handler) {
        lines.add((handlers.remove(handler) ? "no handler " : "unknown handler ") + handler.key());
    }

    @Override
    public EmitObserver emitting(Event<?> event) {
        lines.add("emit " + event.data());
        return new Emit(event.data());
    }

    @Override
    public void closed(CloseReport report) {
        lines.add("closed " + report.undelivered());
    }

    private final class Emit implements EmitObserver {

        private final Object data;

        Emit(Object data) {
            this.data = data;
        }

        @Override
        public void unhandled() {
            lines.add("unhandled " + data);
        }

        @Override
        public CallObserver calling(ObservedHandler handler) {
            lines.add("call " + handler.key() + " " + data);
            return new Call(handler.key() + " " + data);
        }

        @Override
        public void lost(ObservedHandler handler, HandlerFailure failure) {
            lines.add("lost " + handler.key() + " " + data + " " + failure.reason());
        }

        @Override
        public void ended() {
            lines.add("end " + data);
        }
    }

    private final class Call implements CallObserver {

        private final String call;

        Call(String call) {
            this.call = call;
        }

        @Override
        public void returned() {
            lines.add("back " + call);
        }

        @Override
        public void handled(long nanos) {
            lines.add((nanos >= 0 ? "handled " : "handled too soon ") + call);
        }

        @Override
        public void failed(HandlerFailure failure, long nanos) {
            lines.add((nanos >= 0 ? "failed " : "failed too soon ") + call + " " + failure.reason() + " "
                    + failure.cause().getMessage());
        }
    }
}
