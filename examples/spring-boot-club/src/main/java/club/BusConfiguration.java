package club;

import bus.api.Bus;
import bus.api.Emitter;
import bus.api.ErrorHandler;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the bus, and what services emit by. */
@Configuration(proxyBeanMethods = false)
class BusConfiguration {

    /** Returns the bus, which Spring closes with the context, as it does with all that can be closed. */
    @Bean
    Bus bus(List<Subscriber> subscribers, ErrorHandler failures) {
        Bus bus = Bus.builder().errorHandler(failures).build();
        bus.registerTopics(ClubTopics.JOINED, ClubTopics.LEFT, ClubTopics.WRITTEN);
        subscribers.forEach(subscriber -> subscriber.subscribeTo(bus));
        return bus;
    }

    @Bean
    Emitter<Joined> joined(Bus bus) {
        return bus.emitter(ClubTopics.JOINED);
    }

    @Bean
    Emitter<Left> left(Bus bus) {
        return bus.emitter(ClubTopics.LEFT);
    }
}
