package dev.postern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The gateway as a process. */
@SpringBootApplication
final class Main {

    private Main() {}

    public static void main(String[] args) {
        SpringApplication.run(Main.class, args);
    }
}
