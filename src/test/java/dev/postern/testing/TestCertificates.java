package dev.postern.testing;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Authorities and certificates of their making, by the JDK's {@code keytool}; in a folder of the test's. */
public final class TestCertificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;

    public TestCertificates(Path folder) {
        this.folder = folder;
    }

    /** Makes an authority. */
    public void authority(String name) {
        keytool(name, "CN=" + name, List.of("-ext", "bc:c"));
    }

    /**
     * Makes a certificate.
     *
     * @param options further ones of {@code keytool -genkeypair}
     */
    public void issue(String authority, String name, String subject, String... options) {
        var all = new ArrayList<>(List.of("-signer", authority));
        all.addAll(List.of(options));
        keytool(name, subject, all);
    }

    private void keytool(String alias, String subject, List<String> options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keystore",
                folder.resolve("all.p12").toString(),
                "-storepass",
                new String(PASSWORD),
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-alias",
                alias,
                "-dname",
                subject));
        command.addAll(options);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** A certificate. */
    public X509Certificate certificate(String name) {
        try {
            return (X509Certificate) all().getCertificate(name);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Puts a certificate and its key where a server reads them, {@code server.crt} and {@code server.key}. */
    public void serve(String name) {
        put("server.key", "PRIVATE KEY", key(name));
        put("server.crt", "CERTIFICATE", encoded(name));
    }

    /** A file with a certificate. */
    public Path file(String name) {
        return put(name + ".crt", "CERTIFICATE", encoded(name));
    }

    private byte[] key(String name) {
        try {
            return all().getKey(name, PASSWORD).getEncoded();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private byte[] encoded(String name) {
        try {
            return certificate(name).getEncoded();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Path put(String file, String kind, byte[] encoded) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        var text = "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
        try {
            var written = Files.writeString(folder.resolve(file + ".next"), text);
            return Files.move(written, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /**
     * What a client needs to connect.
     *
     * @param authority whose servers it trusts
     * @param name of its own certificate, null for a client without one
     */
    public SSLContext client(String authority, @Nullable String name) {
        try {
            var trusted = empty();
            trusted.setCertificateEntry(authority, certificate(authority));
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            var own = name == null ? null : new KeyManager[] {insistent(name)};
            var context = SSLContext.getInstance("TLS");
            context.init(own, trust.getTrustManagers(), new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private KeyManager insistent(String name) throws GeneralSecurityException {
        var key = (PrivateKey) all().getKey(name, PASSWORD);
        var chain = Arrays.stream(all().getCertificateChain(name))
                .map(X509Certificate.class::cast)
                .toArray(X509Certificate[]::new);
        return new Insistent(name, key, chain);
    }

    /** One that shows its certificate whatever the server asks for: Java's own would keep it back where it cannot be good. */
    private static final class Insistent extends X509ExtendedKeyManager {

        private final String name;
        private final PrivateKey key;
        private final X509Certificate[] chain;

        Insistent(String name, PrivateKey key, X509Certificate[] chain) {
            this.name = name;
            this.key = key;
            this.chain = chain;
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return name;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return name;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[] {name};
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain.clone();
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private KeyStore all() {
        try {
            return KeyStore.getInstance(folder.resolve("all.p12").toFile(), PASSWORD);
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
