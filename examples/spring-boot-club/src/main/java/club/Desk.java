package club;

import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Does what the command line says. */
@Component
class Desk implements ApplicationRunner {

    private final Members members;

    Desk(Members members) {
        this.members = members;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        values(arguments, "join").forEach(members::join);
        values(arguments, "leave").forEach(members::leave);
    }

    private static List<String> values(ApplicationArguments arguments, String option) {
        return arguments.containsOption(option) ? arguments.getOptionValues(option) : List.of();
    }
}
