"""The addresses of accounts."""

from __future__ import annotations

from flask import Blueprint

from ecosystem.accounts import (
    views_account,
    views_confirmation,
    views_devices,
    views_email,
    views_recovery,
    views_registration,
    views_sign_in,
)

accounts = Blueprint("accounts", __name__)

_BOTH = ("GET", "POST")
accounts.add_url_rule("/register", view_func=views_registration.register, methods=_BOTH)
accounts.add_url_rule("/check-mail/<purpose>", view_func=views_registration.check_mail)
accounts.add_url_rule("/confirm", view_func=views_confirmation.resend_confirmation, methods=_BOTH)
accounts.add_url_rule("/confirm/<token>", view_func=views_confirmation.confirm, methods=_BOTH)
accounts.add_url_rule("/login", view_func=views_sign_in.sign_in, methods=_BOTH)
accounts.add_url_rule("/logout", view_func=views_sign_in.sign_out, methods=("POST",))
accounts.add_url_rule("/recover", view_func=views_recovery.recover, methods=_BOTH)
accounts.add_url_rule("/reset/<token>", view_func=views_recovery.reset_password, methods=_BOTH)
accounts.add_url_rule("/account", view_func=views_account.settings, methods=_BOTH)
accounts.add_url_rule("/account/password", view_func=views_account.change_password, methods=_BOTH)
accounts.add_url_rule("/account/email", view_func=views_email.change_email, methods=_BOTH)
accounts.add_url_rule("/account/email/try", view_func=views_account.try_address, methods=("POST",))
accounts.add_url_rule("/account/email/<token>", view_func=views_email.confirm_email, methods=_BOTH)
accounts.add_url_rule("/account/devices", view_func=views_devices.devices)
accounts.add_url_rule("/account/devices/others", view_func=views_devices.revoke_others, methods=("POST",))
accounts.add_url_rule("/account/devices/<device>", view_func=views_devices.revoke_device, methods=("POST",))
