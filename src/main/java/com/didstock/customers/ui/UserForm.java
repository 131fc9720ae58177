package com.didstock.customers.ui;

import com.didstock.tenancy.NewUser;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantUsers;
import com.didstock.ui.FormDialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.Objects;
import java.util.function.Consumer;

/** Somebody more who can log in. */
final class UserForm {

    private final FormLayout layout = new FormLayout();
    private final TextField login = new TextField();
    private final TextField name = new TextField();
    private final EmailField email = new EmailField();
    private final Select<Role> role = new Select<>();
    private final PasswordField password = new PasswordField();
    private final Binder<NewUser> binder = new Binder<>();

    /** @param kind of the tenant that the user is to belong to */
    UserForm(TenantKind kind) {
        login.setLabel(text("customers.user.login"));
        login.setAutofocus(true);
        login.setAutocapitalize(Autocapitalize.NONE);
        name.setLabel(text("customers.user.name"));
        email.setLabel(text("customers.user.email"));
        role.setLabel(text("customers.user.role"));
        role.setItems(TenantUsers.roles(kind));
        role.setItemLabelGenerator(it -> text("customers.role." + it));
        password.setLabel(text("customers.user.password"));
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("420px", 2));
        layout.add(login, name, email, role, password);
        binder.forField(login).asRequired(text("customers.user.needed")).bind(NewUser::login, (_, _) -> {});
        binder.forField(name).asRequired(text("customers.user.needed")).bind(NewUser::displayName, (_, _) -> {});
        binder.forField(email).bind(it -> Objects.requireNonNullElse(it.email(), ""), (_, _) -> {});
        binder.forField(role).asRequired(text("customers.user.needed")).bind(NewUser::role, (_, _) -> {});
        binder.forField(password).asRequired(text("customers.user.needed")).bind(NewUser::password, (_, _) -> {});
        binder.readBean(new NewUser("", "", null, TenantUsers.roles(kind).getFirst(), ""));
    }

    private String text(String key) {
        return layout.getTranslation(key);
    }

    FormDialog dialog(Consumer<NewUser> save) {
        return new FormDialog(
                        text("customers.user.add"),
                        binder,
                        () -> save.accept(new NewUser(
                                login.getValue(),
                                name.getValue(),
                                email.getValue(),
                                role.getValue(),
                                password.getValue())),
                        layout)
                .saveLabel(text("customers.user.add"));
    }
}
