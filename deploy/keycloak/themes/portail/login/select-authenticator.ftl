<#import "template.ftl" as layout>
<#-- With which of their second factors the person goes on. -->
<@layout.registrationLayout; section>
  <#if section = "header">
${msg("loginChooseAuthenticator")}
  <#elseif section = "form">
    <form id="kc-select-credential-form" action="${url.loginAction}" method="post">
      <ul class="others">
        <#list auth.authenticationSelections as selection>
        <li><button class="button button--quiet button--wide" type="submit" name="authenticationExecution" value="${selection.authExecId}">${msg(selection.displayName)}</button></li>
        </#list>
      </ul>
    </form>
  </#if>
</@layout.registrationLayout>
