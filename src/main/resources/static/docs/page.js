SwaggerUIBundle({
    url: '/docs/openapi.yaml',
    dom_id: '#api',
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    // The page never tells another host what is looked at here.
    validatorUrl: null
});
