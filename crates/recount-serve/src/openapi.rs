//! The description of every address for programs, made from `ROUTES`: what is not there is not described, and the other way round.

use serde_json::{Map, Value, json};

use crate::{
    Problem, Role,
    answer::Answer,
    ask::Ask,
    desk::Desk,
    routes::{Method, ROUTES, Route},
    say,
};

/// The description.
pub(crate) fn answer(_: &Desk, _: &Ask) -> Result<Answer, Problem> {
    Ok(Answer::json(&description()))
}

/// As OpenAPI 3.1.
pub(crate) fn description() -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for route in ROUTES {
        for (path, kind) in addresses(route) {
            let verb = if route.method == Method::Get { "get" } else { "post" };
            let entry = paths.entry(path.clone()).or_insert_with(|| json!({}));
            if let Value::Object(verbs) = entry {
                verbs.insert(verb.to_owned(), operation(route, &path, kind));
            }
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Recount",
            "version": say::VERSION,
            "description": "The counts of a workspace and what they rest on. Lists answer {total, next, rows}; every address answers as a page, with .json as JSON and with .csv as CSV.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": { "Problem": problem(), "List": list() },
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "session": { "type": "apiKey", "in": "cookie", "name": crate::guard::COOKIE },
            },
        },
    })
}

/// The addresses of a route with the types of their answers.
fn addresses(route: &Route) -> Vec<(String, &'static str)> {
    let page = match route.path {
        "/openapi.json" => "application/json",
        "/assets/{file}" | "/reports/{document}/original" => "*/*",
        _ => "text/html",
    };
    let own = (route.path.to_owned(), page);
    if !route.has_twins {
        return vec![own];
    }
    vec![
        own,
        (format!("{}.json", route.path), "application/json"),
        (format!("{}.csv", route.path), "text/csv"),
    ]
}

fn operation(route: &Route, path: &str, kind: &str) -> Value {
    let in_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> = in_path
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    let (schema, is_json) = match kind {
        "application/json" if route.path.contains('{') || route.path == "/openapi.json" => {
            (json!({ "type": "object" }), true)
        }
        "application/json" => (json!({ "$ref": "#/components/schemas/List" }), true),
        _ => (json!({ "type": "string" }), false),
    };
    let content = json!({ kind: { "schema": schema } });
    let mut operation = json!({
        "operationId": operation_id(route, path),
        "summary": route.about,
        "responses": {
            "200": { "description": if is_json { "the answer" } else { "the answer, as text" }, "content": content },
            "default": {
                "description": "a problem",
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } }, "text/html": { "schema": { "type": "string" } } },
            },
        },
    });
    if route.method == Method::Get {
        parameters.extend(route.fields.iter().map(|(name, takes)| {
            json!({ "name": name, "in": "query", "required": false, "description": takes, "schema": { "type": "string" } })
        }));
    } else {
        let fields = route.fields.iter().map(|(name, takes)| {
            let schema = match route.takes_files && *name == "file" {
                true => json!({ "type": "array", "items": { "type": "string", "format": "binary" }, "description": takes }),
                false => json!({ "type": "string", "description": takes }),
            };
            ((*name).to_owned(), schema)
        });
        let schema = json!({ "type": "object", "properties": fields.collect::<Map<String, Value>>() });
        operation["requestBody"] = json!({ "content": { form_kind(route): { "schema": schema } } });
        operation["responses"]["303"] = json!({ "description": "done; on to the next page" });
    }
    operation["parameters"] = Value::from(parameters);
    if route.role > Role::Stranger {
        operation["security"] = json!([{}, { "token": [] }, { "session": [] }]);
        operation["description"] = json!(format!("For the role {} and those above it.", route.role.code()));
    }
    operation
}

/// The type of a route's form.
fn form_kind(route: &Route) -> &'static str {
    if route.takes_files { "multipart/form-data" } else { "application/x-www-form-urlencoded" }
}

fn operation_id(route: &Route, path: &str) -> String {
    let verb = if route.method == Method::Get { "get" } else { "post" };
    let words: String =
        path.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect();
    format!("{verb}_{}", words.trim_matches('_'))
}

fn problem() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": { "type": text, "title": text, "status": { "type": "integer" }, "detail": text },
    })
}

fn list() -> Value {
    json!({
        "type": "object",
        "required": ["total", "next", "rows"],
        "properties": {
            "total": { "type": "integer", "description": "how many rows the whole list has" },
            "next": { "type": ["string", "null"], "description": "the address of the next stretch" },
            "rows": { "type": "array", "items": { "type": "object" } },
        },
    })
}
