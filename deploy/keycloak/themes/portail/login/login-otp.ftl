<#import "template.ftl" as layout>
<#import "second-factor.ftl" as factor>
<#-- The code of the application, after the password. -->
<#assign refused = messagesPerField.existsError("totp")>
<@layout.registrationLayout displayMessage=!refused; section>
  <#if section = "header">
${msg("otpTitle")}
  <#elseif section = "form">
    <@factor.refusal field="totp" />
    <form id="kc-otp-login-form" onsubmit="login.disabled = true; return true;" action="${url.loginAction}" method="post">
      <#if otpLogin.userOtpCredentials?size gt 1>
      <fieldset class="choices">
        <legend>${msg("otpWhichDevice")}</legend>
        <#list otpLogin.userOtpCredentials as credential>
        <label class="tick"><input type="radio" name="selectedCredentialId" value="${credential.id}"<#if credential.id == otpLogin.selectedCredentialId> checked</#if>> <span>${credential.userLabel}</span></label>
        </#list>
      </fieldset>
      </#if>
      <@factor.code id="otp" label=msg("loginOtpOneTime") hint=msg("otpHint")> aria-describedby="otp-hint<#if refused> input-error</#if>"<#if refused> aria-invalid="true"</#if></@factor.code>
      <div class="acts"><input class="button button--go" id="kc-login" name="login" type="submit" value="${msg("doLogIn")}"></div>
    </form>
  </#if>
</@layout.registrationLayout>
