<#import "template.ftl" as layout>
<#import "second-factor.ftl" as factor>
<#-- Setting up the second factor: an application of the telephone, its picture or its key, and a first code that proves it works. -->
<#assign refused = messagesPerField.existsError("totp")>
<#assign manual = mode?? && mode = "manual">
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
${msg("loginTotpTitle")}
  <#elseif section = "form">
    <@factor.refusal field="totp" />
    <#if !isAppInitiatedAction?? && !refused>
    <div class="notice notice--warning" role="status"><p>${msg("configureTotpMessage")}</p></div>
    </#if>
    <ol class="steps">
      <li><p>${msg("loginTotpStep1")}</p></li>
      <li>
        <#if manual>
        <p>${msg("loginTotpManualStep2")}</p>
        <p><code id="kc-totp-secret-key" class="key">${totp.totpSecretEncoded}</code></p>
        <p class="secondary">${msg("loginTotpManualStep3", totp.policy.digits, totp.policy.period)}</p>
        <p><a id="mode-barcode" href="${totp.qrUrl}">${msg("loginTotpScanBarcode")}</a></p>
        <#else>
        <p>${msg("loginTotpStep2")}</p>
        <p><img id="kc-totp-secret-qr-code" class="picture" width="220" height="220" src="data:image/png;base64,${totp.totpSecretQrCode}" alt="${msg("loginTotpPicture")}"></p>
        <p><a id="mode-manual" href="${totp.manualUrl}">${msg("loginTotpUnableToScan")}</a></p>
        </#if>
      </li>
      <li><p>${msg("loginTotpStep3")}</p></li>
    </ol>
    <form id="kc-totp-settings-form" action="${url.loginAction}" method="post">
      <@factor.code id="totp" label=msg("authenticatorCode")><#if refused> aria-invalid="true" aria-describedby="input-error"</#if></@factor.code>
      <input type="hidden" id="totpSecret" name="totpSecret" value="${totp.totpSecret}">
      <#if mode??><input type="hidden" name="mode" value="${mode}"></#if>
      <input type="hidden" name="userLabel" value="${msg("loginTotpDevice", totp.otpCredentials?size + 1)}">
      <@factor.otherSessions />
      <@factor.acts id="saveTOTPBtn" label=msg("saveSecondFactor") />
    </form>
  </#if>
</@layout.registrationLayout>
