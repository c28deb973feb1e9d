package org.halfsky.ops;

import java.nio.file.Path;

/** Has a home together with others until it is killed. */
final class SharesItsHome {

    private SharesItsHome() {}

    public static void main(String... args) throws InterruptedException {
        Home.shared(Path.of(args[0].substring("--halfsky.home=".length())));
        System.out.println("shared");
        Thread.sleep(Long.MAX_VALUE);
    }
}
