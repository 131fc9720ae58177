package com.didstock.testing;

import com.didstock.tenancy.Actor;
import com.didstock.tenancy.SignedInUser;
import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.notification.Notification;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** A screen of a portal, before one user of a tree of its own; {@link #signIn} lets another one sit down. */
@SpringBootTest
public abstract class ScreenTest extends SpringBrowserlessTest {

    protected final TestTree tree = TestTree.plant();

    @BeforeEach
    @Override
    protected void initVaadinEnvironment() {
        authenticate(tree.a.admin());
        super.initVaadinEnvironment();
    }

    @AfterEach
    void nobodyIsSignedIn() {
        SecurityContextHolder.clearContext();
    }

    /** Begins a new session as this user. */
    protected void signIn(Actor actor) {
        cleanVaadinEnvironment();
        authenticate(actor);
        super.initVaadinEnvironment();
    }

    private static void authenticate(Actor actor) {
        var user = new SignedInUser(actor.operatorId(), actor.tenantId(), actor.userId(), "somebody", "Ada", false);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        user, null, AuthorityUtils.createAuthorityList("ROLE_USER")));
    }

    /** {@return the address in the browser's bar, without the first slash} */
    protected static String address() {
        return UI.getCurrent().getActiveViewLocation().getPathWithQueryParameters();
    }

    /** {@return what the messages say that are open} */
    protected List<String> messages() {
        return find(Notification.class).all().stream()
                .map(it -> it.getElement().getTextRecursively())
                .toList();
    }

    /** {@return the button of this text, on the page or in a dialog} */
    protected Button button(String text) {
        return find(Button.class).all().stream()
                .filter(it -> it.getText().equals(text))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no button " + text));
    }

    /** Chooses from the menu at the end of a line of the list. */
    protected void choose(int line, String action) {
        Grid<?> grid = find(Grid.class).first();
        var cells = grid.getColumns().size();
        var menu = (MenuBar) test(grid).getCellComponent(line, cells - 1);
        MenuItem item = menu.getItems().getFirst().getSubMenu().getItems().stream()
                .filter(it -> it.getText().equals(action))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no action " + action));
        ComponentUtil.fireEvent(item, new ClickEvent<>(item));
        roundTrip();
    }

    /** {@return what can be done with a line of the list} */
    protected List<String> actions(int line) {
        Grid<?> grid = find(Grid.class).first();
        var menu = (MenuBar) test(grid).getCellComponent(line, grid.getColumns().size() - 1);
        return menu.getItems().getFirst().getSubMenu().getItems().stream()
                .map(MenuItem::getText)
                .toList();
    }

    /** {@return the text of all that is on the screen} */
    protected String text() {
        return texts((Component) getCurrentView()).collect(Collectors.joining("\n"));
    }

    /** {@return the text of a component and all in it} */
    protected static Stream<String> texts(Component component) {
        var own = component instanceof HasText words ? Stream.of(words.getText()) : Stream.<String>empty();
        return Stream.concat(own, component.getChildren().flatMap(ScreenTest::texts));
    }
}
