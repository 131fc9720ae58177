package com.didstock.shell;

import com.didstock.branding.Operator;
import com.didstock.branding.Operators;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;

/** Where one signs in. Says why one is here: wrong password, session ended, too many attempts. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
class LoginView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private static final List<String> REASONS = List.of("expired", "ended", "refused", "out");
    private static final String DEMO_PASSWORD = "demo";
    private static final int LONGEST_WAIT = 24 * 60 * 60;

    private final LoginForm form = new LoginForm();
    private final Div reason = new Div();

    LoginView(Operators operators, @Value("${didstock.demo:false}") boolean demo) {
        addClassName("login-page");
        var operator = operator(operators);

        var logo = new Span(operator.settings().brand().letter());
        logo.addClassName("brand-logo");
        logo.getElement().setAttribute("aria-hidden", "true");
        var heading = new H1(operator.settings().name());
        var head = new Div(logo, heading, new Paragraph(getTranslation("shell.login.claim")));
        head.addClassName("login-head");

        reason.addClassNames("note", "login-reason");
        reason.getElement().setAttribute("role", "status");
        reason.setVisible(false);

        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(texts());
        form.getElement().setProperty("headingLevel", 2);

        var card = new Div(head, reason, form);
        card.addClassName("login-card");
        add(card);
        if (demo && operator.settings().demo()) {
            add(demoUsers());
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (NavigationGuard.signedIn().isPresent()) {
            event.forwardTo("");
            return;
        }
        var query = event.getLocation().getQueryParameters();
        if (query.getParameters().containsKey("error")) {
            form.setError(true);
        }
        waitingSeconds(query)
                .ifPresent(seconds -> form.showErrorMessage(
                        getTranslation("shell.login.wait.title"),
                        getTranslation("shell.login.wait.text", waitingTime(seconds))));
        REASONS.stream().filter(query.getParameters()::containsKey).findFirst().ifPresent(key -> {
            reason.setText(getTranslation("shell.login." + key));
            reason.setVisible(true);
        });
    }

    @Override
    public String getPageTitle() {
        return getTranslation("shell.login.title");
    }

    private String waitingTime(int seconds) {
        return seconds < 60
                ? getTranslation("shell.login.seconds", seconds)
                : getTranslation("shell.login.minutes", (seconds + 59) / 60);
    }

    private static Optional<Integer> waitingSeconds(QueryParameters query) {
        return query.getSingleParameter("wait")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Math.clamp(Integer.parseInt(text), 1, LONGEST_WAIT));
    }

    private static Operator operator(Operators operators) {
        var request = VaadinServletRequest.getCurrent();
        return Optional.ofNullable(request)
                .flatMap(known -> operators.forHost(known.getServerName()))
                .orElseGet(() -> operators.all().getFirst());
    }

    private LoginI18n texts() {
        var texts = LoginI18n.createDefault();
        var labels = texts.getForm();
        labels.setTitle(getTranslation("shell.login.heading"));
        labels.setUsername(getTranslation("shell.login.username"));
        labels.setPassword(getTranslation("shell.login.password"));
        labels.setSubmit(getTranslation("shell.login.submit"));
        var wrong = texts.getErrorMessage();
        wrong.setTitle(getTranslation("shell.login.wrong.title"));
        wrong.setMessage(getTranslation("shell.login.wrong.text"));
        wrong.setUsername(getTranslation("shell.login.username.missing"));
        wrong.setPassword(getTranslation("shell.login.password.missing"));
        return texts;
    }

    private Div demoUsers() {
        var users = new Div();
        users.addClassName("demo-users-list");
        for (var user : DemoUser.values()) {
            var login = user.login();
            var button = new Button(login, _ -> fillIn(login));
            button.addThemeVariants(ButtonVariant.SMALL);
            var what = new Span(getTranslation("shell.demo." + user.name()));
            var row = new Div(button, what);
            row.addClassName("demo-user");
            users.add(row);
        }
        var box = new Div(
                new H2(getTranslation("shell.demo.title")),
                new Paragraph(getTranslation("shell.demo.text", DEMO_PASSWORD)),
                users);
        box.addClassName("demo-users");
        return box;
    }

    private void fillIn(@Nullable String login) {
        form.getElement()
                .executeJs(
                        "const [n, p] = ['username', 'password'].map(f => this.querySelector(`[name=${f}]`));"
                                + "n.value = $0; p.value = $1;",
                        login,
                        DEMO_PASSWORD);
    }

    /** Who can log in while the demo is on. */
    enum DemoUser {
        OP("op"),
        OP_VIEWER("op-viewer"),
        ACME("acme"),
        ACME_VIEWER("acme-viewer"),
        ACME_CLERK("acme-clerk"),
        GLOBEX("globex"),
        INITECH("initech"),
        ACME_EAST("acme-east"),
        GLOBEX_LABS("globex-labs"),
        ACME_CAFE("acme-cafe"),
        EAST_HOTEL("east-hotel");

        private final String login;

        DemoUser(String login) {
            this.login = login;
        }

        String login() {
            return login;
        }
    }
}
