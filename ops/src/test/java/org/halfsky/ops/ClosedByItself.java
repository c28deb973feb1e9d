package org.halfsky.ops;

import org.springframework.boot.SpringApplication;

/** Starts the house, closes it and does nothing more: the process must end. */
final class ClosedByItself {

    private ClosedByItself() {}

    public static void main(String... args) {
        SpringApplication.run(StandaloneApplication.class, args).close();
        System.out.println("closed");
    }
}
