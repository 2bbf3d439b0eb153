package club;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. */
@SpringBootApplication
public class ClubApplication {

    /**
     * Runs the application, and ends it when all letters are written.
     *
     * @param arguments {@code --join} and {@code --leave}, each with an address, as often as there are people
     */
    public static void main(String[] arguments) {
        System.exit(SpringApplication.exit(SpringApplication.run(ClubApplication.class, arguments)));
    }
}
