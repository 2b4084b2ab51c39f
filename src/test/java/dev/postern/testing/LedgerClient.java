package dev.postern.testing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Operators of the demo's first companies who pay each other, and send each payment until it is answered. */
public final class LedgerClient {

    public static final int COMPANIES = 12;

    private static final Pattern DONE = Pattern.compile("\\{\"data\":\\{\"transfer\":\\{\"id\":\"[-0-9a-f]{36}\"}}}");

    private final ConcurrentLinkedQueue<String> references = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private volatile boolean isOver;

    /** Payments of one company, one after the other; those that it cannot cover are refused, and counted. */
    public void transferUntilTheEnd(URI address, int company) {
        var random = ThreadLocalRandom.current();
        while (!isOver) {
            var other = 1 + (company + random.nextInt(COMPANIES - 1)) % COMPANIES;
            var reference = "crash-" + UUID.randomUUID();
            var document = """
                    mutation { transfer(input: {fromId: %d, toId: %d, amount: "%d.%02d", description: "Trial", reference: "%s"}) { id } }""".formatted(
                            bank(company), bank(other), random.nextInt(2_000_000), random.nextInt(1, 100), reference);
            count(reference, answer(address, company, reference, document));
        }
    }

    /** The account of a company's bank in dollars, as the demo's migrations number it. */
    private static int bank(int company) {
        return (company - 1) * 8 + 2;
    }

    private void count(String reference, String answer) {
        if (DONE.matcher(answer).matches()) {
            references.add(reference);
            return;
        }
        if (!answer.contains("\"constraint\":\"account_balance_covered\"")) {
            throw new AssertionError(answer);
        }
        refused.incrementAndGet();
    }

    private String answer(URI address, int company, String key, String document) {
        while (true) {
            try {
                var response = send(address, company, key, document);
                var answer = response.body();
                if (!answer.contains("\"UNAVAILABLE\"") && !isLost(answer)) {
                    response.headers().firstValue("Idempotent-Replayed").ifPresent(yes -> replayed.incrementAndGet());
                    return answer;
                }
            } catch (ConnectException notThere) {
                LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
                continue;
            } catch (IOException gone) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
            repeated.incrementAndGet();
        }
    }

    /** Whether it lost against a concurrent one; what a constraint refuses is booked. */
    private static boolean isLost(String answer) {
        return answer.contains("\"CONFLICT\"") && !answer.contains("\"constraint\"");
    }

    private HttpResponse<String> send(URI address, int company, String key, String document)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Authorization", DemoProject.token("operator", company))
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(Gateway.JSON.writeValueAsString(Map.of("query", document))));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The companies some of whose postings are not as they were booked, or not there. */
    public List<String> broken(URI address) {
        return IntStream.rangeClosed(1, COMPANIES)
                .mapToObj(company ->
                        answer(address, company, "", "{ company(id: " + company + ") { accounts { isIntact } } }"))
                .filter(answer -> !answer.contains("\"isIntact\":true") || answer.contains("\"isIntact\":false"))
                .toList();
    }

    /** No payment begins from then on. */
    public void end() {
        isOver = true;
    }

    /** How many payments were answered as booked. */
    public int acknowledged() {
        return references.size();
    }

    /** What they were called, in order. */
    public List<String> references() {
        return references.stream().sorted().toList();
    }

    /** How often a request was sent again that somebody had got, or may have. */
    public int repeated() {
        return repeated.get();
    }

    /** What happened, in a line. */
    public String figures() {
        return "%d transfers acknowledged, %d of them from what was kept; %d not covered; %d requests sent again"
                .formatted(acknowledged(), replayed.get(), refused.get(), repeated.get());
    }
}
