package com.didstock.customers.ui;

import com.didstock.tenancy.ChildTenant;
import com.didstock.tenancy.NewUser;
import com.didstock.tenancy.Role;
import com.didstock.tenancy.TenantKind;
import com.didstock.tenancy.TenantUser;
import com.didstock.tenancy.TenantUsers;
import com.didstock.ui.FormDialog;
import com.didstock.ui.ListPage;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.Binder;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Who can log in for a child, and the form to add one more. */
final class UserForm {

    private final Div known = new Div();
    private final TextField login = new TextField();
    private final TextField name = new TextField();
    private final Select<Role> role = new Select<>();
    private final PasswordField password = new PasswordField();
    private final Binder<NewUser> binder = new Binder<>();
    private final ChildTenant child;

    UserForm(ChildTenant child, List<TenantUser> users) {
        this.child = child;
        known.addClassName("note");
        known.setText(known.getTranslation(
                "customers.users.known",
                ListPage.orDash(users.stream().map(TenantUser::login).collect(Collectors.joining(", ")))));
        login.setLabel(known.getTranslation("customers.user.login"));
        login.setWidthFull();
        name.setLabel(known.getTranslation("customers.user.name"));
        name.setWidthFull();
        role.setLabel(known.getTranslation("customers.user.role"));
        role.setItems(TenantUsers.roles(child.kind()));
        role.setItemLabelGenerator(it -> known.getTranslation("customers.role." + it));
        role.setWidthFull();
        password.setLabel(known.getTranslation("customers.user.password"));
        password.setWidthFull();
        binder.forField(login).asRequired().bind(NewUser::login, (_, _) -> {});
        binder.forField(name).asRequired().bind(NewUser::displayName, (_, _) -> {});
        binder.forField(role).asRequired().bind(NewUser::role, (_, _) -> {});
        binder.forField(password).asRequired().bind(NewUser::password, (_, _) -> {});
        binder.readBean(new NewUser(
                "", "", null, child.kind() == TenantKind.CUSTOMER ? Role.CUSTOMER : Role.RESELLER_ADMIN, ""));
    }

    FormDialog dialog(Consumer<NewUser> save) {
        return new FormDialog(
                        known.getTranslation("customers.users.title", child.name()),
                        binder,
                        () -> save.accept(new NewUser(
                                login.getValue(), name.getValue(), null, role.getValue(), password.getValue())),
                        known,
                        login,
                        name,
                        role,
                        password)
                .saveLabel(known.getTranslation("customers.user.add"));
    }
}
