package club;

import bus.api.Bus;
import bus.api.Event;
import bus.api.TopicMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Logs whatever happens, before anybody acts on it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Journal implements Subscriber {

    private static final Logger LOGGER = LoggerFactory.getLogger(Journal.class);

    @Override
    public void subscribeTo(Bus bus) {
        bus.registerHandler("journal", TopicMatcher.wildcard("#"), Journal::log);
    }

    private static void log(Event<?> event) {
        LOGGER.info("{} {}", event.topic(), event.data());
    }
}
