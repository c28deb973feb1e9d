package org.halfsky.ops.journeys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ViewportSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/**
 * A real browser for tests: the machine's Chromium, started once for each thread that runs tests. A {@link Visit} is one person's
 * window; everything the page complains about on its console (a broken script, a refused inline style) fails the test that looks.
 */
public final class Browser {

    /** A desk screen, and a phone. */
    public static final int WIDE = 1280;
    public static final int NARROW = 390;

    private static final List<String> BINARIES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome");
    private static final Path SHOTS = Path.of("target", "screenshots");
    /** A picture of every page takes a minute in all: they are made for whoever wants to look, with {@code -Dhalfsky.shots}. */
    private static final boolean PICTURES = System.getProperty("halfsky.shots") != null;

    private static final Map<Visitor, List<Cookie>> SESSIONS = new ConcurrentHashMap<>();

    private Browser() {}

    /** @param lang {@code zh} or {@code en} */
    public static Visit visit(String baseUrl, String lang, int width) {
        return visit(baseUrl, lang, width, ColorScheme.LIGHT);
    }

    public static Visit visit(String baseUrl, String lang, int width, ColorScheme scheme) {
        BrowserContext context = Started.CHROMIUM.get()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL(baseUrl).setLocale(lang.equals("en") ? "en-GB" : "zh-CN")
                        .setTimezoneId("Asia/Shanghai")
                        .setColorScheme(scheme).setViewportSize(width, width < 720 ? 844 : 900));
        return new Visit(context, context.newPage());
    }

    /** One person's window. */
    public static final class Visit implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();

        private Visit(BrowserContext context, Page page) {
            this.context = context;
            this.page = page;
            page.setDefaultTimeout(30_000);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text() + " " + message.location());
                }
            });
            page.onPageError(error -> complaints.add(error));
        }

        public Page page() {
            return page;
        }

        public Visit signIn(String staff, String password) {
            page.navigate("/sign-in");
            page.fill("[name=username]", staff);
            page.fill("[name=password]", password);
            page.click("form button[type=submit]");
            page.waitForURL(url -> !url.contains("/sign-in"));
            return ready();
        }

        /** Goes on in the session that a window of the same person began, or begins one. Only the doors have to be walked through each time. */
        public Visit enter(Visitor visitor) {
            List<Cookie> begun = SESSIONS.get(visitor);
            if (begun == null) {
                signIn(visitor.username(), visitor.password());
                SESSIONS.put(visitor, context.cookies());
            } else {
                context.addCookies(begun);
            }
            return this;
        }

        public Visit open(String path) {
            page.navigate(path);
            return ready();
        }

        /** Until the page's scripts have started: a machine types faster than a person. */
        public Visit ready() {
            PlaywrightAssertions.assertThat(page.locator("html[data-ready]")).isAttached();
            PlaywrightAssertions.assertThat(page.locator("[data-module]:not([data-started])")).hasCount(0);
            return this;
        }

        /** The same page in another window, or in other light. */
        public Visit as(int width, ColorScheme scheme) {
            page.setViewportSize(width, width < 720 ? 844 : 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            return this;
        }

        /** Until the parts that load themselves are there, and a chart was drawn. */
        public Visit settled() {
            PlaywrightAssertions.assertThat(page.locator(".htmx-request, .htmx-added, .htmx-settling")).hasCount(0);
            if (page.locator(".plot").count() > 0) {
                page.waitForTimeout(250);
            } else {
                page.evaluate("new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))");
            }
            return this;
        }

        /** Keeps a picture of the whole page under {@code target/screenshots} if asked to; what sticks to the window's edge stays at it. */
        public Visit shot(String name) {
            if (!PICTURES) {
                return this;
            }
            ViewportSize window = page.viewportSize();
            int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
            page.setViewportSize(window.width, Math.max(window.height, height));
            page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
            page.setViewportSize(window.width, window.height);
            return this;
        }

        /** No barrier that axe can find, by WCAG 2.2 AA. */
        public Visit accessible() {
            AxeRunOptions options = new AxeRunOptions();
            options.setResultTypes(List.of("violations")); // describing what is well takes longer than finding what is not
            List<Rule> barriers = new AxeBuilder(page).setLegacyMode(true) // there are no frames of others
                    .options(options)
                    .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                    .analyze()
                    .getViolations();
            assertThat(barriers.stream()
                    .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                            + rule.getNodes().stream().limit(5).map(node -> node.getHtml()).toList()))
                    .as(page.url()).isEmpty();
            return this;
        }

        /** Nothing to be scrolled sideways for, nor in a list that was a table. */
        public Visit fits() {
            assertThat(page.evaluate("""
                    () => [document.documentElement, ...document.querySelectorAll('.scroll-x:has(> .fold)')]
                        .map(box => box.scrollWidth - box.clientWidth)
                        .filter((over, at) => over > 0 && (!at || innerWidth < 721))"""))
                    .as("sideways scroll of " + page.url()).asInstanceOf(LIST).isEmpty();
            return this;
        }

        /** On a phone, what is pressed by itself is as high as a thumb needs; a link within a sentence is not meant. */
        public Visit takesAThumb() {
            assertThat(page.evaluate("""
                    () => [...document.querySelectorAll(`button, summary, select, input:not([type="checkbox"], [type="radio"],
                            [type="hidden"]), .seg a, .tabs a, .pager a, .pop a, .tabbar a, td > a, th > a, .btn`)]
                        .filter(each => each.checkVisibility({ visibilityProperty: true }) && !each.closest('.sr'))
                        .filter(each => each.offsetHeight < 42 && !(each.closest('label')?.offsetHeight >= 42))
                        .map(each => `${each.offsetHeight} px: ${each.outerHTML.slice(0, 80)}`)"""))
                    .as("too small for a thumb on " + page.url()).asInstanceOf(LIST).isEmpty();
            return this;
        }

        /** The console stayed clean; an expected refusal is named by a part of its text. */
        public Visit withoutComplaint(String... expected) {
            assertThat(complaints).filteredOn(complaint -> Stream.of(expected).noneMatch(complaint::contains))
                    .isEmpty();
            return this;
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** A thread's Chromium: Playwright speaks with one thread only. */
    private static final class Started {

        static final ThreadLocal<com.microsoft.playwright.Browser> CHROMIUM = ThreadLocal.withInitial(Started::start);

        private static com.microsoft.playwright.Browser start() {
            Path binary = BINARIES.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElseThrow(
                    () -> new IllegalStateException("No Chromium here: apt-get install chromium fonts-noto-cjk"));
            PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
            Playwright playwright = Playwright
                    .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright.chromium()
                    .launch(new BrowserType.LaunchOptions().setExecutablePath(binary).setHeadless(true)
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                                    "--disable-background-networking", "--disable-component-update",
                                    "--disable-sync")));
        }
    }
}
