<#-- The frame of every page of Keycloak that a person meets: the line of the sites, one card, one title. -->
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    <title><#nested "header"> – ${(client.name)!realm.displayName!""}</title>
    <link rel="icon" type="image/svg+xml" href="${url.resourcesPath}/img/favicon.svg">
    <#list properties.styles?split(" ") as style>
    <link rel="stylesheet" href="${url.resourcesPath}/${style}">
    </#list>
    <#-- Signed in in another tab meanwhile: this one goes on too. -->
    <script type="module">
      <#outputformat "JavaScript">
      import { startSessionPolling } from ${(url.resourcesPath + "/js/authChecker.js")?c};
      startSessionPolling(${url.ssoLoginInOtherTabsUrl?c});
      </#outputformat>
    </script>
    <#if authenticationSession??>
    <script type="module">
      <#outputformat "JavaScript">
      import { checkAuthSession } from ${(url.resourcesPath + "/js/authChecker.js")?c};
      checkAuthSession(${authenticationSession.authSessionIdHash?c});
      </#outputformat>
    </script>
    </#if>
  </head>
  <body data-page-id="login-${pageId}">
    <header class="line"><p class="line__site">${(client.name)!realm.displayName!""}</p></header>
    <main class="page">
      <div class="card">
        <h1 id="kc-page-title"><#nested "header"></h1>
        <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
        <p class="who">
          <#nested "show-username">
          <span id="kc-attempted-username">${auth.attemptedUsername}</span>
          <a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a>
        </p>
        </#if>
        <#if displayMessage && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
        <div class="notice notice--${message.type}" role="<#if message.type == "error">alert<#else>status</#if>">
          <p class="kc-feedback-text">${kcSanitize(message.summary)?no_esc}</p>
        </div>
        </#if>
        <#nested "form">
        <#if auth?has_content && auth.showTryAnotherWayLink()>
        <form id="kc-select-try-another-way-form" action="${url.loginAction}" method="post">
          <input type="hidden" name="tryAnotherWay" value="on">
          <p><button class="link" type="submit">${msg("doTryAnotherWay")}</button></p>
        </form>
        </#if>
        <#if displayInfo><div class="info"><#nested "info"></div></#if>
      </div>
    </main>
  </body>
</html>
</#macro>
