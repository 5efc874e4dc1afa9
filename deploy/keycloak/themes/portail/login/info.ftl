<#import "template.ftl" as layout>
<#-- Before and after the link of a mail: what it does, and where one goes on. -->
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
${(requiredActions??)?then(msg("passwordLinkTitle"), (messageHeader??)?then(msg(messageHeader!""), msg("infoTitle")))}
  <#elseif section = "form">
    <p id="kc-info-message">${(requiredActions??)?then(msg("passwordLinkText"), kcSanitize(message.summary))?no_esc}</p>
    <#if !skipLink??>
    <div class="acts">
      <#if pageRedirectUri?has_content>
      <a class="button button--go" href="${pageRedirectUri}">${msg("backToApplication")}</a>
      <#elseif actionUri?has_content>
      <a class="button button--go" href="${actionUri}">${msg("proceedWithAction")}</a>
      <#elseif (client.baseUrl)?has_content>
      <a class="button button--go" href="${client.baseUrl}">${msg("backToApplication")}</a>
      </#if>
    </div>
    </#if>
  </#if>
</@layout.registrationLayout>
