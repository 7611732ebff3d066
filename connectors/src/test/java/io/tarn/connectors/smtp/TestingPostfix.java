package io.tarn.connectors.smtp;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A Postfix of our own with its configuration, queue and mailboxes in a folder; needs root, as Postfix does. */
final class TestingPostfix implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/postfix");

    private final Path folder;
    private final int port;

    private TestingPostfix(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Why it cannot be started here; empty when it can. */
    static Optional<String> absence() {
        if (!Files.isExecutable(PROGRAM)) {
            return Optional.of("Postfix is not installed: apt-get install postfix");
        }
        return System.getProperty("user.name").equals("root")
                ? Optional.empty()
                : Optional.of("Postfix can be started by root alone");
    }

    static TestingPostfix start(Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        TestingPostfix postfix = new TestingPostfix(folder, port);
        postfix.write();
        postfix.run("start");
        return postfix;
    }

    int port() {
        return port;
    }

    /** What lies in the one mailbox. */
    String mailbox() throws IOException {
        Path file = folder.resolve("mail/inbox");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** What Postfix complained of, for when a test fails. */
    String log() {
        try {
            return Files.readString(folder.resolve("data/mail.log"))
                    .lines()
                    .filter(line -> line.contains("fatal") || line.contains("warning") || line.contains("bounced"))
                    .limit(20)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    /** Waits until so many mails lie in the mailbox, or half a minute is over. */
    void awaitMails(int mails) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (mailbox().split("\nMessage-ID: ", -1).length <= mails && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private void write() throws IOException, InterruptedException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        for (String name : List.of("spool", "data", "mail")) {
            Files.createDirectories(folder.resolve(name));
        }
        for (Path path = folder; path != null && path.startsWith("/tmp/"); path = path.getParent()) {
            path.toFile().setExecutable(true, false);
            path.toFile().setReadable(true, false);
        }
        Files.writeString(conf.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/spool
                data_directory = %1$s/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                myhostname = postfix.example
                mydestination =
                inet_interfaces = 127.0.0.1
                mynetworks = 127.0.0.0/8
                maillog_file = %1$s/data/mail.log
                maillog_file_prefixes = %1$s
                virtual_mailbox_domains = example.org
                virtual_mailbox_base = %1$s/mail
                virtual_mailbox_maps = regexp:%1$s/conf/boxes
                virtual_minimum_uid = 100
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                virtual_mailbox_limit = 0
                mailbox_size_limit = 0
                smtpd_client_connection_rate_limit = 0
                smtpd_delay_reject = yes
                """.formatted(folder));
        Files.writeString(conf.resolve("boxes"), "/^known[0-9]*@example\\.org$/ inbox\n");
        Files.writeString(conf.resolve("master.cf"), """
                127.0.0.1:%d inet n - n - 20 smtpd
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                error unix - - n - - error
                retry unix - - n - - error
                discard unix - - n - - discard
                virtual unix - n n - - virtual
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(port));
        shell("chown", "postfix", folder.resolve("data").toString());
        shell("chown", "nobody", folder.resolve("mail").toString());
    }

    private void run(String command) throws IOException, InterruptedException {
        shell(PROGRAM.toString(), "-c", folder.resolve("conf").toString(), command);
    }

    private void shell(String... command) throws IOException, InterruptedException {
        Path log = folder.resolve("shell.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(log));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
