package com.didstock.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.lumo.Lumo;

/**
 * What every page loads: Vaadin's Lumo, the portal's own style sheets on top of it, the operator's accent last. The server
 * can reach an open page by itself; what the user does goes by ordinary requests, through the same filters as everything.
 */
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("styles.css")
@StyleSheet("brand.css")
@Push(transport = Transport.WEBSOCKET_XHR)
public class AppShell implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addFavIcon("icon", "icons/favicon.svg", "any");
        settings.addMetaTag("robots", "noindex, nofollow");
        settings.setViewport("width=device-width, initial-scale=1");
    }
}
